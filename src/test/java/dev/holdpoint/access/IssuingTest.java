package dev.holdpoint.access;

import static dev.holdpoint.interaction.Permission.ASK;
import static dev.holdpoint.interaction.Permission.DECIDE;
import static dev.holdpoint.interaction.Permission.MANAGE;
import static dev.holdpoint.interaction.Permission.READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Family;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.SessionPattern;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.testing.Callers;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.FakeTimers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who makes which tokens, of what, and who sees and revokes them. */
class IssuingTest {

    private final FakeClock clock = new FakeClock();
    private final FakeTimers timers = new FakeTimers(clock);
    private final MemoryStore store = new MemoryStore(clock);
    private final Recognition recognition = new Recognition(store, timers, clock, Duration.ofHours(12));
    private final Issuing issuing = new Issuing(store, recognition, clock);
    private final Call manager = new Call(Callers.person("anna", Callers.grant(MANAGE)), null);

    @Test
    void whoManagesMakesAnyToken() {
        Credential made =
                token(manager, wish(DECIDE).within("ci-*").forPerson("Bob")).credential();

        assertThat(made.caller().identity()).isEqualTo(new Identity("person:Bob", Identity.Kind.PERSON, "Bob"));
        assertThat(made.caller().tenant()).isEqualTo(Tenant.DEFAULT);
        assertThat(made.caller().may(DECIDE)).isTrue();
        assertThat(made.caller().may(ASK)).isFalse();
        assertThat(made.parent()).isNull();
        assertThat(made.createdBy()).isEqualTo(manager.caller().identity());
        assertThat(made.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(90)));
        assertThat(made.grant().opensSessions()).isTrue();
    }

    @Test
    void aTokenForNobodyIsAServiceOfItsOwn() {
        Credential made = token(manager, wish(ASK)).credential();

        assertThat(made.caller().id()).isEqualTo("token:" + made.id());
        assertThat(made.identity().kind()).isEqualTo(Identity.Kind.SERVICE);
        assertThat(made.caller().family()).isEqualTo(new Family("token:" + made.id()));
        assertThat(made.grant().opensSessions()).isFalse();
    }

    @Test
    void aTokenThatOnlyAsksIsToldFromOthersByItsFirstCharacters() {
        assertThat(token(manager, wish(ASK)).secret()).startsWith("hpa_");
        assertThat(token(manager, wish(ASK, READ)).secret()).startsWith("hpd_");
        assertThat(token(manager, wish(DECIDE)).secret()).startsWith("hpd_");
    }

    @Test
    void whoManagesHasToSayWhatATokenMay() {
        assertThat(issued(manager, wish()))
                .isInstanceOfSatisfying(
                        Issued.Invalid.class,
                        invalid -> assertThat(invalid.why().pointer()).isEqualTo("/permissions"));
    }

    @Test
    void aTokenBegetsWhatItIs() {
        Issued.Token parent = token(manager, wish(ASK, READ).within("ci-*").ofType("permission"));

        Credential child = token(by(parent), wish()).credential();

        assertThat(child.grant().permissions()).isEqualTo(Set.of(ASK, READ));
        assertThat(child.grant().limits()).isEqualTo(parent.credential().grant().limits());
        assertThat(child.grant().opensSessions()).isTrue();
        assertThat(child.expiresAt()).isEqualTo(parent.credential().expiresAt());
        assertThat(child.caller().family()).isEqualTo(parent.credential().family());
        assertThat(child.parent()).isEqualTo(parent.credential().id());
        assertThat(child.caller().id()).isEqualTo("token:" + child.id());
    }

    @Test
    void aTokenBegetsNarrowerOnesWhichOpenNothing() {
        Issued.Token parent = token(manager, wish(ASK, READ).within("ci-*"));

        Credential child = token(by(parent), wish(ASK).within("ci-1", "ci-2*").lasting(Duration.ofMinutes(10)))
                .credential();

        assertThat(child.grant().permissions()).isEqualTo(Set.of(ASK));
        assertThat(child.grant().opensSessions()).isFalse();
        assertThat(child.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
    }

    @Test
    void aPersonsTokenBegetsTokensOfThatPerson() {
        Issued.Token parent = token(manager, wish(DECIDE).forPerson("Bob"));

        Credential child = token(by(parent), wish()).credential();

        assertThat(child.caller().id()).isEqualTo("person:Bob");
        assertThat(pointer(by(parent), wish().forPerson("Eve"))).isEqualTo("/person");
    }

    @Test
    void whatIsWiderThanTheParentIsNamed() {
        Call parent =
                by(token(manager, wish(ASK).within("ci-*").ofType("permission").lasting(Duration.ofDays(1))));

        assertThat(pointer(parent, wish(ASK, DECIDE))).isEqualTo("/permissions");
        assertThat(pointer(parent, wish().within("c*"))).isEqualTo("/sessions");
        assertThat(pointer(parent, wish().within("ci-1", "cd-1"))).isEqualTo("/sessions");
        assertThat(pointer(parent, wish().ofType("permission", "question"))).isEqualTo("/types");
        assertThat(pointer(parent, wish().lasting(Duration.ofDays(2)))).isEqualTo("/expiresIn");
    }

    @Test
    void onlyTokensBeget() {
        Call signedIn = new Call(Callers.person("anna", Callers.grant(ASK, DECIDE, READ)), null);

        assertThat(pointer(signedIn, wish(ASK))).isEmpty();
        assertThat(pointer(new Call(Caller.ANONYMOUS_ASKER, null), wish(ASK))).isEmpty();
    }

    @Test
    void fourGenerationsAndNoMore() {
        Issued.Token last = token(manager, wish(ASK));
        for (int i = 1; i < Tokens.GENERATIONS; i++) {
            last = token(by(last), wish());
        }
        assertThat(issued(by(last), wish())).isInstanceOf(Issued.Refused.class);
    }

    @Test
    void whoDoesNotManageSeesTheirOwnAndWhatDescendsFromIt() {
        Issued.Token mine = token(manager, wish(ASK));
        Issued.Token child = token(by(mine), wish());
        Issued.Token grandchild = token(by(child), wish());
        Issued.Token other = token(manager, wish(ASK));

        assertThat(list(manager))
                .containsExactly(
                        mine.credential().id(),
                        child.credential().id(),
                        grandchild.credential().id(),
                        other.credential().id());
        assertThat(list(by(mine)))
                .containsExactly(
                        mine.credential().id(),
                        child.credential().id(),
                        grandchild.credential().id());
        assertThat(list(by(child)))
                .containsExactly(
                        child.credential().id(), grandchild.credential().id());
        assertThat(revoke(by(child), mine)).isFalse();
        assertThat(revoke(by(child), other)).isFalse();
        assertThat(revoke(by(child), child)).isTrue();
        assertThat(list(manager))
                .containsExactly(mine.credential().id(), other.credential().id());
    }

    @Test
    void whoManagesAnotherTenantSeesNothingOfThis() {
        Issued.Token made = token(manager, wish(ASK));
        Call stranger = new Call(Callers.STRANGER, null);

        assertThat(list(stranger)).isEmpty();
        assertThat(revoke(stranger, made)).isFalse();
    }

    /** What is to be made, said in parts. */
    private record Wish(TokenRequest request) {

        Wish within(String... sessions) {
            return new Wish(new TokenRequest(
                    request.name(),
                    request.permissions(),
                    Arrays.stream(sessions).map(SessionPattern::new).collect(Collectors.toSet()),
                    request.types(),
                    request.expiresIn(),
                    request.person()));
        }

        Wish ofType(String... types) {
            return new Wish(new TokenRequest(
                    request.name(),
                    request.permissions(),
                    request.sessions(),
                    Arrays.stream(types).map(InteractionType::new).collect(Collectors.toSet()),
                    request.expiresIn(),
                    request.person()));
        }

        Wish lasting(Duration life) {
            return new Wish(new TokenRequest(
                    request.name(),
                    request.permissions(),
                    request.sessions(),
                    request.types(),
                    life,
                    request.person()));
        }

        Wish forPerson(String person) {
            return new Wish(new TokenRequest(
                    request.name(),
                    request.permissions(),
                    request.sessions(),
                    request.types(),
                    request.expiresIn(),
                    person));
        }
    }

    private static Wish wish(Permission... permissions) {
        return new Wish(new TokenRequest(
                "a token", permissions.length == 0 ? null : Set.of(permissions), null, null, null, null));
    }

    private Issued issued(Call by, Wish wish) {
        return issuing.make(by, wish.request).await().indefinitely();
    }

    private Issued.Token token(Call by, Wish wish) {
        return (Issued.Token) issued(by, wish);
    }

    private String pointer(Call by, Wish wish) {
        return ((Issued.Refused) issued(by, wish)).why().pointer();
    }

    private static Call by(Issued.Token token) {
        return new Call(token.credential().caller(), token.credential());
    }

    private List<String> list(Call by) {
        return issuing.list(by).await().indefinitely().stream()
                .map(Credential::id)
                .toList();
    }

    private boolean revoke(Call by, Issued.Token token) {
        return issuing.revoke(by, token.credential().id()).await().indefinitely();
    }
}
