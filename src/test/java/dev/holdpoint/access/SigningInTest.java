package dev.holdpoint.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.testing.Callers;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.FakeTimers;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Links to sign in by: who makes them, how long they are good, how often somebody may try. */
class SigningInTest {

    private static final String HERE = "192.0.2.1";
    private static final TokenRequest FOR_BOB =
            new TokenRequest("Bob", Set.of(Permission.DECIDE), null, null, null, null);

    private final FakeClock clock = new FakeClock();
    private final MemoryStore store = new MemoryStore(clock);
    private final Recognition recognition = new Recognition(store, new FakeTimers(clock), clock, Duration.ofHours(12));
    private final SigningIn signingIn = new SigningIn(store, store, recognition, clock, Duration.ofDays(7));
    private final Caller manager = Callers.person("anna", Callers.grant(Permission.MANAGE));

    @Test
    void whoManagesInvitesOthersForAQuarterOfAnHour() {
        Issued.Link link = invite();
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(signIn(link.secret()).credential().caller().id()).isEqualTo("person:Bob");

        Issued.Link late = invite();
        clock.advance(Duration.ofMinutes(15));
        assertThatThrownBy(() -> signIn(late.secret())).isInstanceOf(UnauthenticatedException.class);
    }

    @Test
    void nobodyElseInvites() {
        Caller decider = Callers.person("anna", Callers.grant(Permission.ASK, Permission.DECIDE, Permission.READ));
        assertThat(signingIn.invite(decider, FOR_BOB).await().indefinitely()).isInstanceOf(Issued.Refused.class);
    }

    @Test
    void whoRunsTheServiceDecidesAndManagesForAWeek() {
        var link = (Issued.Link) signingIn.inviteLocal().await().indefinitely();
        clock.advance(Duration.ofHours(24).minusMillis(1));

        Credential session = signIn(link.secret()).credential();

        assertThat(session.caller().id()).isEqualTo("person:local");
        assertThat(session.grant().permissions()).isEqualTo(Set.of(Permission.DECIDE, Permission.MANAGE));
        assertThat(session.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(7)));
    }

    @Test
    void anAddressTriesTwentyLinksInAMinuteThatAreNone() {
        String good = invite().secret();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> signIn("hpl_none")).isInstanceOf(UnauthenticatedException.class);
        }

        assertThatThrownBy(() -> signIn(good)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().kind()).isEqualTo(Kind.RATE_LIMITED);
            assertThat(refused.problem().retryAfter()).isPositive();
        });
        assertThat(signingIn.signIn(good, "192.0.2.2").await().indefinitely()).isNotNull();
    }

    @Test
    void whoSignsOutIsKnownToNobody() {
        SigningIn.SignedIn session = signIn(invite().secret());
        assertThat(recognition
                        .recognise(session.secret())
                        .await()
                        .indefinitely()
                        .known())
                .isPresent();

        signingIn.signOut(session.credential()).await().indefinitely();

        assertThat(recognition
                        .recognise(session.secret())
                        .await()
                        .indefinitely()
                        .known())
                .isEmpty();
    }

    private Issued.Link invite() {
        return (Issued.Link) signingIn.invite(manager, FOR_BOB).await().indefinitely();
    }

    private SigningIn.SignedIn signIn(String secret) {
        return signingIn.signIn(secret, HERE).await().indefinitely();
    }
}
