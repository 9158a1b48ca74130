package dev.holdpoint.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.access.Credential;
import dev.holdpoint.access.Invitation;
import dev.holdpoint.access.Made;
import dev.holdpoint.access.NewCredential;
import dev.holdpoint.access.NewSession;
import dev.holdpoint.access.Tokens;
import dev.holdpoint.interaction.Family;
import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.SessionPattern;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.testing.Callers;
import dev.holdpoint.testing.StoreKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Credentials and links are kept as they were made, die when they should, and are taken once. */
class CredentialsTest extends StoreContract {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Tenant OTHER = new Tenant("other");
    private static final Grant GRANT = new Grant(
            Set.of(Permission.ASK, Permission.DECIDE),
            new Limits(
                    Set.of(new SessionPattern("a b*"), new SessionPattern("\ud83d\ude00")),
                    Set.of(InteractionType.PERMISSION)),
            true);

    @Test
    void whatWasMadeIsFoundByItsHashAsItWasMade() {
        Credential made = kept(token("a", null, GRANT));

        assertThat(get(store.find("hash-a"))).contains(made);
        assertThat(get(store.find("hash-b"))).isEmpty();
        reopen();
        assertThat(get(store.find("hash-a"))).contains(made);
    }

    @Test
    void tokensOfATenantAreListedInTheOrderTheyWereMadeAsLongAsTheyAreGood() {
        Credential first = kept(token("b", null, GRANT));
        Credential second = kept(token("a", null, GRANT));
        kept(in(OTHER, token("c", null, GRANT)));
        get(store.invite(invitation("link")));
        get(store.redeem("link", session("s")));

        assertThat(get(store.list(Tenant.DEFAULT))).containsExactly(first, second);
        assertThat(living(Set.of("a", "b", "c", "s", "x"))).containsExactlyInAnyOrder("a", "b", "c", "s");
        clock.advance(DAY);
        assertThat(get(store.list(Tenant.DEFAULT))).isEmpty();
        assertThat(living(Set.of("a", "b", "c", "s"))).isEmpty();
    }

    @Test
    void whoIsRevokedTakesAllThatDescendsWithThem() {
        kept(token("root", null, GRANT));
        kept(token("child", "root", GRANT));
        kept(token("grandchild", "child", GRANT));
        kept(token("sister", "root", GRANT));

        assertThat(get(store.revoke(OTHER, "child"))).isEmpty();
        assertThat(get(store.revoke(Tenant.DEFAULT, "child"))).containsExactlyInAnyOrder("child", "grandchild");
        assertThat(get(store.revoke(Tenant.DEFAULT, "child"))).isEmpty();
        assertThat(living(Set.of("root", "child", "grandchild", "sister"))).containsExactlyInAnyOrder("root", "sister");
        assertThat(get(store.find("hash-grandchild"))).isEmpty();
    }

    @Test
    void nothingDescendsFromWhatIsNotThere() {
        kept(token("root", null, GRANT));
        get(store.revoke(Tenant.DEFAULT, "root"));

        assertThat(get(store.make(token("child", "root", GRANT)))).isEqualTo(new Made.Orphan());
        assertThat(get(store.find("hash-child"))).isEmpty();
    }

    @Test
    void aFamilyHasFourGenerations() {
        kept(token("g0", null, GRANT));
        kept(token("g1", "g0", GRANT, 1));
        kept(token("g2", "g1", GRANT, 2));
        kept(token("g3", "g2", GRANT, 3));

        assertThat(get(store.make(token("g4", "g3", GRANT, 4)))).isEqualTo(new Made.TooDeep(Tokens.GENERATIONS));
    }

    @Test
    void aFamilyHasAThousandLivingTokens() {
        kept(token("root", null, GRANT));
        for (int i = 1; i < Tokens.FAMILY; i++) {
            kept(token("child-" + i, "root", GRANT));
        }

        assertThat(get(store.make(token("late", "root", GRANT)))).isEqualTo(new Made.TooMany(Tokens.FAMILY));
        get(store.revoke(Tenant.DEFAULT, "child-1"));
        kept(token("late", "root", GRANT));
    }

    @Test
    void whenItWasUsedIsKept() {
        kept(token("a", null, GRANT));
        var moment = clock.instant().plusSeconds(7);

        get(store.use(Map.of("a", moment, "gone", moment)));

        assertThat(get(store.find("hash-a")).map(Credential::lastUsedAt)).contains(moment);
        assertThat(get(store.find("hash-gone"))).isEmpty();
    }

    @Test
    void aLinkIsGoodOnceAndForAWhile() {
        get(store.invite(invitation("one")));
        get(store.invite(invitation("two")));

        Credential signedIn = get(store.redeem("one", session("s"))).orElseThrow();
        assertThat(signedIn.identity()).isEqualTo(Callers.ANNA.identity());
        assertThat(signedIn.family()).isEqualTo(Callers.ANNA.family());
        assertThat(signedIn.grant()).isEqualTo(GRANT);
        assertThat(signedIn.expiresAt()).isEqualTo(clock.instant().plus(DAY));
        assertThat(get(store.find("hash-s"))).contains(signedIn);
        assertThat(get(store.redeem("one", session("t")))).isEmpty();
        assertThat(get(store.find("hash-t"))).isEmpty();
        clock.advance(Duration.ofMinutes(15));
        assertThat(get(store.redeem("two", session("u")))).isEmpty();
    }

    @Test
    void ofAThousandWhoTakeALinkOneSignsIn() {
        get(store.invite(invitation("link")));
        var signedIn = new ConcurrentLinkedQueue<String>();
        var start = new CompletableFuture<Void>();

        // When
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_000; i++) {
                NewSession session = session("s" + i);
                people.execute(() -> {
                    start.join();
                    get(store.redeem("link", session)).map(Credential::id).ifPresent(signedIn::add);
                });
            }
            start.complete(null);
        }

        // Then
        assertThat(signedIn).hasSize(1);
        assertThat(get(store.find("hash-" + signedIn.peek()))).isPresent();
    }

    @Test
    void whetherAnybodyIsKnownIsKnown() {
        assertThat(get(store.isAnybodyKnown())).isFalse();
        get(store.invite(invitation("one")));
        assertThat(get(store.isAnybodyKnown())).isFalse();
        get(store.redeem("one", session("s")));
        assertThat(get(store.isAnybodyKnown())).isTrue();
    }

    private List<String> living(Set<String> ids) {
        return get(store.living(ids)).stream().map(Credential::id).toList();
    }

    private void reopen() {
        if (kind != StoreKind.MEMORY) {
            store.close();
            store = kind.open(folder, clock);
        }
    }

    private Credential kept(NewCredential made) {
        return ((Made.Kept) get(store.make(made))).credential();
    }

    private NewCredential token(String id, String parent, Grant grant) {
        return token(id, parent, grant, parent == null ? 0 : 1);
    }

    private NewCredential token(String id, String parent, Grant grant, int generation) {
        return new NewCredential(
                "hash-" + id,
                new Credential(
                        id,
                        Credential.Kind.TOKEN,
                        "for " + id,
                        Tenant.DEFAULT,
                        new Identity("token:" + id, Identity.Kind.SERVICE, "for " + id),
                        new Family("token:family"),
                        generation,
                        parent,
                        grant,
                        clock.instant(),
                        parent == null ? null : Callers.ANNA.identity(),
                        clock.instant().plus(DAY),
                        null,
                        "abcd"));
    }

    private static NewCredential in(Tenant tenant, NewCredential made) {
        Credential one = made.credential();
        return new NewCredential(
                made.hash(),
                new Credential(
                        one.id(),
                        one.kind(),
                        one.name(),
                        tenant,
                        one.identity(),
                        one.family(),
                        one.generation(),
                        one.parent(),
                        one.grant(),
                        one.createdAt(),
                        one.createdBy(),
                        one.expiresAt(),
                        one.lastUsedAt(),
                        one.ending()));
    }

    private Invitation invitation(String hash) {
        return new Invitation(
                hash,
                Credential.Kind.LINK,
                Tenant.DEFAULT,
                Callers.ANNA.identity(),
                GRANT,
                clock.instant().plus(Duration.ofMinutes(15)));
    }

    private static NewSession session(String id) {
        return new NewSession("hash-" + id, id, "wxyz", DAY);
    }
}
