package dev.holdpoint.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.testing.Callers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values: what they take, how they are spelt, what they say of each other. */
class ValuesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:15:30Z");
    private static final InteractionType QUESTION = new InteractionType("question");
    private static final SessionId SESSION = new SessionId("session");
    private static final Identity ANNA = new Identity("person:anna", Identity.Kind.PERSON, "Anna");
    private static final Caller BY_ANNA = Caller.known(Tenant.DEFAULT, ANNA, Grant.EVERYTHING);
    private static final Interaction ASKED = new Interaction(
            new InteractionId(UUID.randomUUID()),
            Tenant.DEFAULT,
            new Ask(QUESTION, SESSION, Duration.ofMinutes(1)),
            NOW,
            ANNA,
            BY_ANNA.family(),
            null);

    @ParameterizedTest
    @ValueSource(strings = {"a", "ask-user", "a0", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void aTypeIsAShortName(String text) {
        assertThat(InteractionType.isValid(text)).isTrue();
        assertThat(new InteractionType(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "0a",
                "-a",
                "a_b",
                "a ",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void anythingElseIsNoType(String text) {
        assertThat(InteractionType.isValid(text)).isFalse();
        assertThatThrownBy(() -> new InteractionType(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void aSessionHasUpTo200CodePointsAndIsNoPath() {
        for (String text : List.of("a", "...", "a b", "\ud83d\ude00".repeat(200), "\u4e2d")) {
            assertThat(new SessionId(text)).hasToString(text);
        }
        for (String text : List.of("", ".", "..", "a\nb", "\u0085", "\ud83d\ude00".repeat(201), "x".repeat(201))) {
            assertThat(SessionId.isValid(text)).isFalse();
            assertThatThrownBy(() -> new SessionId(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aTenantIsAName() {
        assertThat(new Tenant("a.b-c_9")).hasToString("a.b-c_9");
        for (String text : List.of("", "A", ".a", "a b", "x".repeat(64))) {
            assertThatThrownBy(() -> new Tenant(text)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new Tenant("x".repeat(63)).name()).hasSize(63);
    }

    @Test
    void anIdentifierIsAUuidInItsFullLength() {
        var id = new InteractionId(UUID.fromString("019ac0de-0000-7000-8000-00000000000f"));

        assertThat(InteractionId.parse(id.toString())).contains(id);
        assertThat(InteractionId.parse("019AC0DE-0000-7000-8000-00000000000F")).contains(id);
        for (String text :
                List.of("", "1-1-1-1-1", id + "0", "{" + id + "}", id.toString().replace('-', '0'))) {
            assertThat(InteractionId.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void wordsAreReadAsTheyAreWritten() {
        for (Status status : Status.values()) {
            assertThat(Status.parse(status.toString())).contains(status);
        }
        for (Origin origin : Origin.values()) {
            assertThat(Origin.parse(origin.toString())).contains(origin);
        }
        for (Identity.Kind kind : Identity.Kind.values()) {
            assertThat(Identity.Kind.parse(kind.toString())).contains(kind);
        }
        assertThat(Status.parse("gone")).isEmpty();
        assertThat(Origin.parse("gone")).isEmpty();
        assertThat(Identity.Kind.parse("gone")).isEmpty();
        assertThat(Origin.ASKER_LOST).hasToString("asker-lost");
    }

    @Test
    void anInteractionSettlesOnce() {
        Interaction settled = ASKED.settledAs(rejected(Origin.RESPONDER));

        assertThat(ASKED.isPending()).isTrue();
        assertThat(ASKED.status()).isEqualTo(Status.PENDING);
        assertThat(settled.isPending()).isFalse();
        assertThat(settled.status()).isEqualTo(Status.REJECTED);
        assertThatThrownBy(() -> settled.settledAs(rejected(Origin.RESPONDER)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already rejected");
        assertThat(ASKED.expiresAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void whoAskedAndWhoDecidedCountInItsSize() {
        Interaction byNobody = new Interaction(ASKED.id(), ASKED.tenant(), ASKED.ask(), NOW, null, null, null);
        var nameless = new Identity("\u4e2d", Identity.Kind.SERVICE, null);
        var named = new Identity("\u4e2d", Identity.Kind.SERVICE, "\"");

        assertThat(by(nameless).size() - byNobody.size()).isBetween(5 + 30, 5 + 50);
        assertThat(by(named).size() - by(nameless).size()).isEqualTo(4);
        assertThat(by(named)
                                .settledAs(new Settlement(NOW, Origin.RESPONDER, named, new Outcome.Expired()))
                                .size()
                        - by(named).size())
                .isEqualTo(by(named).size() - byNobody.size());
    }

    private static Interaction by(Identity identity) {
        return new Interaction(ASKED.id(), ASKED.tenant(), ASKED.ask(), NOW, identity, null, null);
    }

    @Test
    void aViolationIsToldWhereItIsPartOfSomethingLarger() {
        assertThat(new Violation("/a", "wrong").under("/response")).isEqualTo(new Violation("/response/a", "wrong"));
    }

    @Test
    void jsonIsToldAsItIs() {
        assertThat(new Json("{\"a\":1.0}")).hasToString("{\"a\":1.0}");
    }

    @Test
    void aDecisionBecomesWhatItSaysByWhomItWasMade() {
        var answer = new Json("1");
        var resolved = new Decision.Resolve(answer, "because").settlement(NOW, BY_ANNA);
        var rejected = new Decision.Reject("no").settlement(NOW, BY_ANNA);
        var cancelled = new Decision.Cancel("over").settlement(NOW, Caller.ANONYMOUS);

        assertThat(resolved)
                .isEqualTo(new Settlement(NOW, Origin.RESPONDER, ANNA, new Outcome.Resolved(answer, "because")));
        assertThat(resolved.response()).isEqualTo(answer);
        assertThat(resolved.reason()).isEqualTo("because");
        assertThat(rejected.status()).isEqualTo(Status.REJECTED);
        assertThat(rejected.response()).isNull();
        assertThat(rejected.reason()).isEqualTo("no");
        assertThat(cancelled).isEqualTo(new Settlement(NOW, Origin.ASKER, null, new Outcome.Cancelled("over")));
        assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
        assertThat(new Outcome.Expired().reason()).isNull();
        assertThat(new Outcome.Expired().status()).isEqualTo(Status.EXPIRED);
        assertThat(new OnExpiry.Resolve(answer).outcome()).isEqualTo(new Outcome.Resolved(answer, null));
        assertThat(new OnExpiry.Reject("no").outcome()).isEqualTo(new Outcome.Rejected("no"));
    }

    @Test
    void callersAreTheirIdentifiers() {
        assertThat(BY_ANNA.id()).isEqualTo("person:anna");
        assertThat(Caller.ANONYMOUS.id()).isNull();
        assertThat(BY_ANNA.is("person:anna")).isTrue();
        assertThat(BY_ANNA.is("person:bob")).isFalse();
        assertThat(BY_ANNA.is(null)).isFalse();
        assertThat(Caller.ANONYMOUS.is(null)).isTrue();
        assertThat(Caller.ANONYMOUS.is("person:anna")).isFalse();
    }

    @Test
    void aScopeShowsItsTenantsWithinItsLimits() {
        Scope other = Callers.STRANGER.scope();
        Scope limited = Callers.person("anna", Callers.grant(Callers.sessions("other"), Permission.READ))
                .scope();

        assertThat(BY_ANNA.scope().includes(ASKED)).isTrue();
        assertThat(other.includes(ASKED)).isFalse();
        assertThat(limited.includes(ASKED)).isFalse();
        assertThat(new Scope.Everything().includes(ASKED)).isTrue();
    }

    @Test
    void aFilterRestrictsByWhatItNames() {
        assertThat(Filter.ALL.matches(ASKED)).isTrue();
        assertThat(new Filter(Set.of(SESSION), Set.of(QUESTION)).matches(ASKED)).isTrue();
        assertThat(new Filter(Set.of(new SessionId("other")), Set.of()).matches(ASKED))
                .isFalse();
        assertThat(new Filter(Set.of(), Set.of(InteractionType.PERMISSION)).matches(ASKED))
                .isFalse();
    }

    @Test
    void aQueryRestrictsByWhatItNames() {
        Interaction settled = ASKED.settledAs(rejected(Origin.SESSION));

        assertThat(query(Set.of(), Set.of(), null, null).matches(ASKED)).isTrue();
        assertThat(query(Set.of(Status.PENDING), Set.of(), null, null).matches(ASKED))
                .isTrue();
        assertThat(query(Set.of(Status.PENDING), Set.of(), null, null).matches(settled))
                .isFalse();
        assertThat(query(Set.of(), Set.of(Origin.SESSION), null, null).matches(settled))
                .isTrue();
        assertThat(query(Set.of(), Set.of(Origin.ASKER), null, null).matches(settled))
                .isFalse();
        assertThat(query(Set.of(), Set.of(Origin.SESSION), null, null).matches(ASKED))
                .isFalse();
        assertThat(query(Set.of(), Set.of(), NOW, NOW.plusMillis(1)).matches(ASKED))
                .isTrue();
        assertThat(query(Set.of(), Set.of(), NOW.plusMillis(1), null).matches(ASKED))
                .isFalse();
        assertThat(query(Set.of(), Set.of(), null, NOW).matches(ASKED)).isFalse();
        var ofAnother = new Filter(Set.of(new SessionId("other")), Set.of());
        assertThat(Criteria.ALL.with(ofAnother).match(ASKED)).isFalse();
    }

    @Test
    void aTallyAddsUp() {
        Tally all = Tally.NONE;
        for (Status status : Status.values()) {
            all = all.with(status);
        }

        assertThat(all).isEqualTo(new Tally(1, 1, 1, 1, 1));
        assertThat(all.with(Status.PENDING).with(Status.RESOLVED)).isEqualTo(new Tally(2, 2, 1, 1, 1));
        assertThat(all.with(Status.REJECTED).with(Status.EXPIRED).with(Status.CANCELLED))
                .isEqualTo(new Tally(1, 1, 2, 2, 2));
        assertThat(new Tally(50, 1, 2, 3, 4).pending()).isEqualTo(40);
        assertThat(new Tally(50, 1, 2, 3, 4).plus(new Tally(5, 10, 20, 30, 40)))
                .isEqualTo(new Tally(55, 11, 22, 33, 44));
        assertThat(new Statistics(1, Map.of("a", new Tally(5, 1, 0, 0, 0), "b", new Tally(7, 0, 2, 0, 0))).pending())
                .isEqualTo(9);
    }

    private static ListQuery query(Set<Status> statuses, Set<Origin> origins, Instant from, Instant to) {
        var criteria =
                Criteria.ALL.with(statuses).with(origins.toArray(Origin[]::new)).requestedIn(new Period(from, to));
        return new ListQuery(criteria, Order.OLDEST, 1, null);
    }

    private static Settlement rejected(Origin origin) {
        return new Settlement(NOW, origin, null, new Outcome.Rejected(null));
    }
}
