package dev.holdpoint.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.access.Recognised.Why;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.testing.Callers;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.FakeTimers;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Credentials are known by their secrets as long as they are good, and what is held by them ends with them. */
class RecognitionTest {

    private static final Duration IDLE = Duration.ofHours(12);

    private final FakeClock clock = new FakeClock();
    private final FakeTimers timers = new FakeTimers(clock);
    private final MemoryStore store = new MemoryStore(clock);
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicBoolean isStoreAway = new AtomicBoolean();
    private final Recognition recognition = new Recognition(watched(), timers, clock, IDLE);
    private final Issuing issuing = new Issuing(store, recognition, clock);
    private final SigningIn signingIn = new SigningIn(store, store, recognition, clock, Duration.ofDays(7));
    private final Call manager = new Call(Callers.person("anna", Callers.grant(Permission.MANAGE)), null);
    private final AtomicInteger ended = new AtomicInteger();

    @Test
    void aTokenIsLookedUpOnceInAWhile() {
        Issued.Token made = token(Duration.ofDays(1));

        for (int i = 0; i < 10; i++) {
            assertThat(known(made.secret())).isPresent();
        }
        assertThat(reads).hasValue(1);
        clock.advance(Recognition.BELIEVED.plusMillis(1));
        assertThat(known(made.secret())).isPresent();
        assertThat(reads).hasValue(2);
    }

    @Test
    void whatIsNoSecretIsNotLookedUp() {
        assertThat(known("hpd_none")).isEmpty();
        assertThat(known("")).isEmpty();
        assertThat(reads).hasValue(0);
        assertThat(known(Secret.make(Secret.Kind.ASKER).text())).isEmpty();
        assertThat(reads).hasValue(1);
    }

    @Test
    void whyNobodyIsKnownIsTold() {
        Issued.Token made = token(Duration.ofMinutes(1));
        Issued.Token revoked = token(Duration.ofDays(1));
        SigningIn.SignedIn session = signIn();
        known(revoked.secret());
        issuing.revoke(manager, revoked.credential().id()).await().indefinitely();
        clock.advance(IDLE);

        assertThat(why(made.secret())).isEqualTo(Why.EXPIRED);
        assertThat(why(session.secret())).isEqualTo(Why.IDLE);
        assertThat(why(revoked.secret())).isEqualTo(Why.NOT_THERE);
        assertThat(why(Secret.make(Secret.Kind.ASKER).text())).isEqualTo(Why.NOT_THERE);
        assertThat(why("hpa_none")).isEqualTo(Why.MALFORMED);
    }

    private Why why(String secret) {
        return ((Recognised.Unknown) recognition.recognise(secret).await().indefinitely()).why();
    }

    @Test
    void whatIsRevokedHereIsKnownToNobodyFromThenOn() {
        Issued.Token made = token(Duration.ofDays(1));
        assertThat(known(made.secret())).isPresent();
        recognition.hold(made.credential(), ended::incrementAndGet);

        issuing.revoke(manager, made.credential().id()).await().indefinitely();

        assertThat(known(made.secret())).isEmpty();
        assertThat(ended).hasValue(1);
    }

    @Test
    void whatIsHeldOnceItIsRevokedEndsAtOnce() {
        Issued.Token made = token(Duration.ofDays(1));
        issuing.revoke(manager, made.credential().id()).await().indefinitely();

        recognition.hold(made.credential(), ended::incrementAndGet);

        assertThat(ended).hasValue(1);
    }

    @Test
    void whatAnotherProcessRevokesEndsWithinSeconds() {
        Issued.Token made = token(Duration.ofDays(1));
        known(made.secret());
        recognition.start();
        recognition.hold(made.credential(), ended::incrementAndGet);

        store.revoke(Tenant.DEFAULT, made.credential().id()).await().indefinitely();
        assertThat(ended).hasValue(0);
        timers.advance(Recognition.BELIEVED);

        assertThat(ended).hasValue(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(known(made.secret())).isEmpty();
    }

    @Test
    void whatExpiresEndsWithinSeconds() {
        Issued.Token made = token(Duration.ofMinutes(1));
        recognition.start();
        recognition.hold(made.credential(), ended::incrementAndGet);
        assertThat(known(made.secret())).isPresent();

        timers.advance(Duration.ofSeconds(58));
        assertThat(ended).hasValue(0);
        timers.advance(Duration.ofSeconds(4));

        assertThat(ended).hasValue(1);
        assertThat(known(made.secret())).isEmpty();
    }

    @Test
    void whileTheStoreIsAwayWhatWasGoodStays() {
        Issued.Token made = token(Duration.ofDays(1));
        recognition.start();
        recognition.hold(made.credential(), ended::incrementAndGet);

        isStoreAway.set(true);
        timers.advance(Recognition.BELIEVED.multipliedBy(5));
        assertThat(ended).hasValue(0);
        store.revoke(Tenant.DEFAULT, made.credential().id()).await().indefinitely();
        isStoreAway.set(false);
        timers.advance(Recognition.BELIEVED);

        assertThat(ended).hasValue(1);
    }

    @Test
    void whatWasReleasedDoesNotEnd() {
        Issued.Token made = token(Duration.ofDays(1));
        Recognition.Hold first = recognition.hold(made.credential(), ended::incrementAndGet);
        recognition.hold(made.credential(), ended::incrementAndGet);

        first.release();
        issuing.revoke(manager, made.credential().id()).await().indefinitely();

        assertThat(ended).hasValue(1);
    }

    @Test
    void aSessionEndsWhereNobodyUsesItAndAStreamIsNoUse() {
        SigningIn.SignedIn session = signIn();
        recognition.start();
        recognition.hold(session.credential(), ended::incrementAndGet);

        timers.advance(IDLE.minusMinutes(1));
        assertThat(known(session.secret())).isPresent();
        timers.advance(IDLE.minusMinutes(1));
        assertThat(ended).hasValue(0);
        timers.advance(Duration.ofMinutes(2));

        assertThat(ended).hasValue(1);
        assertThat(known(session.secret())).isEmpty();
    }

    @Test
    void aSessionEndsAfterAWeekHoweverItIsUsed() {
        SigningIn.SignedIn session = signIn();
        for (int day = 0; day < 14; day++) {
            assertThat(known(session.secret())).as("half day %d", day).isPresent();
            clock.advance(IDLE.minusSeconds(1));
        }
        clock.advance(Duration.ofSeconds(14));
        assertThat(known(session.secret())).isEmpty();
    }

    @Test
    void whenATokenWasUsedLastIsKeptAMinuteBehindAtMost() {
        Issued.Token made = token(Duration.ofDays(1));
        recognition.start();
        timers.advance(Duration.ofSeconds(10));
        var used = clock.instant();
        known(made.secret());

        timers.advance(Duration.ofSeconds(50));

        assertThat(store.list(Tenant.DEFAULT).await().indefinitely())
                .extracting(Credential::lastUsedAt)
                .containsExactly(used);
    }

    private SigningIn.SignedIn signIn() {
        var link = (Issued.Link) signingIn.inviteLocal().await().indefinitely();
        return signingIn.signIn(link.secret(), "127.0.0.1").await().indefinitely();
    }

    private Issued.Token token(Duration life) {
        return (Issued.Token)
                issuing.make(manager, new TokenRequest("a token", Set.of(Permission.ASK), null, null, life, null))
                        .await()
                        .indefinitely();
    }

    private Optional<Credential> known(String secret) {
        return recognition.recognise(secret).await().indefinitely().known();
    }

    /** The store, whose look-ups are counted, and which can be away. */
    private Tokens watched() {
        return (Tokens) Proxy.newProxyInstance(
                Tokens.class.getClassLoader(), new Class<?>[] {Tokens.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("find")) {
                        reads.incrementAndGet();
                    }
                    if (isStoreAway.get()) {
                        return Uni.createFrom().failure(new StoreUnavailableException("away", null));
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
