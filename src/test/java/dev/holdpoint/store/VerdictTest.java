package dev.holdpoint.store;

import static dev.holdpoint.interaction.Permission.ASK;
import static dev.holdpoint.interaction.Permission.DECIDE;
import static dev.holdpoint.interaction.Permission.MANAGE;
import static dev.holdpoint.interaction.Permission.READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.Attempt;
import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.broker.CheckedAttempt;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.SettleResult.Refusal;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Separation;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.Callers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The one decision table, row by row: who is told what, and that the first thing that stands against it is told. */
class VerdictTest {

    private static final Instant NOW = Instant.parse("2026-11-26T08:15:30Z");
    private static final SessionId SESSION = new SessionId("ci-1");
    private static final Idempotency KEY = new Idempotency("key", "body");

    /** Who asked it: a token of the family of "root", by its own identifier. */
    private static final Caller ASKER = Callers.token("asker", "root", Callers.grant(ASK));

    private static final Decision RESOLVE = new Decision.Resolve(Json.EMPTY_OBJECT, null);
    private static final Decision REJECT = new Decision.Reject(null);
    private static final Decision CANCEL = new Decision.Cancel(null);
    private static final Decision ABANDON = new Decision.Abandon();
    private static final CheckResult WRONG = new CheckResult.Violated(List.of(new Violation("", "wrong")));

    private static final Verdict UNKNOWN = new Verdict.Refusal(new SettleResult.Unknown());
    private static final Verdict WIN = new Verdict.Win();
    private static final Verdict LACKS_ASK = new Verdict.Refusal(new SettleResult.Forbidden(ASK, SESSION));
    private static final Verdict LACKS_DECIDE = new Verdict.Refusal(new SettleResult.Forbidden(DECIDE, SESSION));
    private static final Verdict OWN = refused(Refusal.OWN_REQUEST);
    private static final Verdict OTHER_SESSION = refused(Refusal.WRONG_SESSION);

    static List<Arguments> whoMayDoWhat() {
        return List.of(
                row("its asker resolves", ASKER, RESOLVE, LACKS_DECIDE),
                row("its asker cancels", ASKER, CANCEL, WIN),
                row("its asker gives it up", ASKER, ABANDON, WIN),
                row("who decides gives it up", other(DECIDE), ABANDON, LACKS_ASK),
                row("who manages gives it up", other(MANAGE), ABANDON, LACKS_ASK),
                row("another asker gives it up", other(ASK), ABANDON, UNKNOWN),
                row("one of its family cancels", kin(ASK), CANCEL, WIN),
                row("one of its family rejects", kin(ASK), REJECT, LACKS_DECIDE),
                row("one of its family decides", kin(DECIDE), REJECT, WIN),
                row("another asker cancels", other(ASK), CANCEL, UNKNOWN),
                row("another asker resolves", other(ASK), RESOLVE, UNKNOWN),
                row("an anonymous asker cancels", Caller.ANONYMOUS_ASKER, CANCEL, UNKNOWN),
                row("who decides resolves", other(DECIDE), RESOLVE, WIN),
                row("who decides rejects", other(DECIDE), REJECT, WIN),
                row("who decides cancels", other(DECIDE), CANCEL, LACKS_ASK),
                row("who asks and decides cancels", other(ASK, DECIDE), CANCEL, WIN),
                row("who reads resolves", other(READ), RESOLVE, LACKS_DECIDE),
                row("who reads cancels", other(READ), CANCEL, LACKS_ASK),
                row("who manages resolves", other(MANAGE), RESOLVE, LACKS_DECIDE),
                row("who manages cancels", other(MANAGE), CANCEL, WIN),
                row("who may nothing resolves", other(), RESOLVE, UNKNOWN),
                row("who may nothing of its family resolves", kin(), RESOLVE, LACKS_DECIDE),
                row("who may all in another tenant", Callers.STRANGER, RESOLVE, UNKNOWN),
                row("who decides in its session", limited("ci-1"), RESOLVE, WIN),
                row("who decides in sessions like it", limited("ci-*"), RESOLVE, WIN),
                row("who decides in other sessions", limited("ci-10", "cd-*"), RESOLVE, UNKNOWN),
                row("who decides other types", ofType("plan-approval"), RESOLVE, UNKNOWN),
                row("who asks where all of the session is opened", opened("ci-*"), CANCEL, WIN),
                row("who asks where another session is opened", opened("ci-2"), CANCEL, UNKNOWN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whoMayDoWhat(String name, Caller caller, Decision decision, Verdict expected) {
        assertThat(verdict(pending(Separation.NO), caller, decision, CheckResult.passed()))
                .isEqualTo(expected);
    }

    static List<Arguments> whatWhoeverAskedDoesNotDecide() {
        var sameName = new Caller(ASKER.tenant(), ASKER.identity(), null, Grant.EVERYTHING);
        return List.of(
                row(
                        "its asker",
                        new Caller(ASKER.tenant(), ASKER.identity(), ASKER.family(), Grant.EVERYTHING),
                        RESOLVE,
                        OWN),
                row("its asker by another token", sameName, REJECT, OWN),
                row("one of its family", kin(DECIDE), RESOLVE, OWN),
                row("one of its family cancels", kin(ASK), CANCEL, WIN),
                row("its asker gives it up", ASKER, ABANDON, WIN),
                row("its asker, who lacks the permission", ASKER, RESOLVE, LACKS_DECIDE),
                row("somebody else", other(DECIDE), RESOLVE, WIN),
                row("nobody known", Caller.ANONYMOUS, RESOLVE, WIN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatWhoeverAskedDoesNotDecide(String name, Caller caller, Decision decision, Verdict expected) {
        assertThat(verdict(pending(Separation.YES), caller, decision, CheckResult.passed()))
                .isEqualTo(expected);
    }

    /** Anonymous callers are one caller: whoever is not known may be who asked. */
    @ParameterizedTest
    @MethodSource("anonymousCallers")
    void whatNobodyKnownAskedNobodyUnknownDecides(Caller caller) {
        Kept kept = pending(Caller.ANONYMOUS_ASKER, Separation.YES);
        assertThat(verdict(kept, caller, RESOLVE, CheckResult.passed())).isEqualTo(OWN);
        assertThat(verdict(kept, other(DECIDE), RESOLVE, CheckResult.passed())).isEqualTo(WIN);
    }

    static List<Caller> anonymousCallers() {
        return List.of(Caller.ANONYMOUS);
    }

    static List<Arguments> theFirstThatStandsAgainstIt() {
        Kept due = new Kept(pending(Separation.YES).asked(), 0, NOW.minusSeconds(1), null);
        Kept open = pending(Separation.YES);
        Kept settled = open.with(new Kept.End(2, NOW, "token:asker", KEY));
        return List.of(
                Arguments.of("not seen", settled, other(ASK), "ci-2", WRONG, UNKNOWN),
                Arguments.of("not allowed", settled, other(READ), "ci-2", WRONG, LACKS_DECIDE),
                Arguments.of("in another session", settled, kin(DECIDE), "ci-2", WRONG, OTHER_SESSION),
                Arguments.of("its own, settled", settled, kin(DECIDE), "ci-1", WRONG, OWN),
                Arguments.of("its own, due", due, kin(DECIDE), "ci-1", WRONG, OWN),
                Arguments.of("settled", settled, other(DECIDE), "ci-1", WRONG, new Verdict.Loss()),
                Arguments.of("due", due, other(DECIDE), "ci-1", WRONG, new Verdict.TooLate()),
                Arguments.of(
                        "wrong",
                        open,
                        other(DECIDE),
                        "ci-1",
                        WRONG,
                        new Verdict.Refusal(new SettleResult.Invalid((CheckResult.Failure) WRONG))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void theFirstThatStandsAgainstIt(
            String name, Kept kept, Caller caller, String session, CheckResult result, Verdict expected) {
        var attempt = new Attempt(kept.asked().id(), RESOLVE, new SessionId(session), KEY);
        assertThat(Verdict.of(kept, caller, new CheckedAttempt(attempt, result), NOW))
                .isEqualTo(expected);
    }

    private static Arguments row(String name, Caller caller, Decision decision, Verdict expected) {
        return Arguments.of(name, caller, decision, expected);
    }

    private static Caller kin(Permission... permissions) {
        return Callers.token("sister", "root", Callers.grant(permissions));
    }

    private static Caller other(Permission... permissions) {
        return Callers.person("anna", Callers.grant(permissions));
    }

    private static Caller limited(String... sessions) {
        return Callers.person("anna", Callers.grant(Callers.sessions(sessions), DECIDE));
    }

    private static Caller ofType(String type) {
        return Callers.person("anna", Callers.grant(Callers.types(type), DECIDE));
    }

    private static Caller opened(String session) {
        Limits limits = Callers.sessions(session);
        return Callers.person("anna", new Grant(Set.of(ASK), limits, true));
    }

    private static Verdict verdict(Kept kept, Caller caller, Decision decision, CheckResult result) {
        return Verdict.of(
                kept, caller, new CheckedAttempt(Asks.attempt(kept.asked().id(), decision), result), NOW);
    }

    private static Kept pending(Separation separation) {
        return pending(ASKER, separation);
    }

    private static Kept pending(Caller asker, Separation separation) {
        var asked = Asks.any()
                .in(SESSION.value())
                .ofType("permission")
                .within(Duration.ofMinutes(1))
                .separate(separation)
                .made();
        return new Kept(Asked.by(asker, asked, 1, NOW), 0, null, null);
    }

    private static Verdict refused(Refusal refusal) {
        return new Verdict.Refusal(new SettleResult.Refused(refusal, SESSION));
    }
}
