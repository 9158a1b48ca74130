package dev.holdpoint.wire;

import dev.holdpoint.broker.AskResult;
import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.json.Violations;
import dev.holdpoint.wire.Problem.Kind;
import java.util.List;
import java.util.Locale;

/** Which problem each result is that is not what the caller asked for. */
public final class Refusals {

    private Refusals() {}

    /** Why nothing was asked; of an ask that was made, or made before, there is nothing to refuse. */
    public static ProblemException of(AskResult result) {
        return switch (result) {
            case AskResult.Created _, AskResult.Replayed _ ->
                throw new IllegalArgumentException("no refusal: " + result);
            case AskResult.KeyReused() ->
                new ProblemException(Kind.IDEMPOTENCY_KEY_REUSED, "the key was used before to ask for something else");
            case AskResult.TooManyPending full -> of(full);
            case AskResult.Invalid invalid -> of(invalid);
            case AskResult.Forbidden forbidden -> of(forbidden);
            case AskResult.OwnDefault() -> ownDefault();
            case AskResult.InvalidSchema invalid -> of(invalid);
            case AskResult.InvalidDefault invalid -> of(invalid);
        };
    }

    private static ProblemException of(AskResult.TooManyPending full) {
        return new ProblemException(
                Kind.TOO_MANY_PENDING,
                "the " + full.full().name().toLowerCase(Locale.ROOT) + " has " + full.limit()
                        + " pending interactions, which is the most");
    }

    private static ProblemException of(AskResult.Invalid invalid) {
        var violations = new Violations();
        violations.addAll(invalid.violations());
        return new ProblemException(Problem.of(violations));
    }

    private static ProblemException of(AskResult.Forbidden forbidden) {
        return forbidden.pointer().isEmpty()
                ? new ProblemException(Kind.FORBIDDEN, forbidden.why())
                : at(Kind.FORBIDDEN, forbidden.pointer(), forbidden.why());
    }

    private static ProblemException ownDefault() {
        return at(
                Kind.OWN_REQUEST,
                "/onExpiry/resolve",
                "whoever asked does not decide this one, and not by silence either; 'reject' may stand here");
    }

    private static ProblemException of(AskResult.InvalidSchema invalid) {
        return of(Kind.INVALID_SCHEMA, "/responseSchema", invalid.why());
    }

    private static ProblemException of(AskResult.InvalidDefault invalid) {
        return of(Kind.INVALID_REQUEST, "/onExpiry/resolve", invalid.why());
    }

    public static ProblemException of(SettleResult.Lost lost) {
        return new ProblemException(Problem.of(
                Kind.ALREADY_SETTLED,
                "another settlement was first: it is " + lost.interaction().status(),
                lost.interaction()));
    }

    public static ProblemException of(SettleResult.Refused refused) {
        return switch (refused.refusal()) {
            case WRONG_SESSION ->
                new ProblemException(
                        Kind.SESSION_MISMATCH, "the interaction belongs to another session; nothing was settled");
            case OWN_REQUEST ->
                new ProblemException(Kind.OWN_REQUEST, "whoever asked does not decide this one; nothing was settled");
            case KEY_REUSED ->
                new ProblemException(Kind.IDEMPOTENCY_KEY_REUSED, "the key was used to settle it in another way");
        };
    }

    public static ProblemException of(SettleResult.Forbidden forbidden) {
        return new ProblemException(
                Kind.FORBIDDEN, "this needs the permission '" + forbidden.lacks() + "'; nothing was settled");
    }

    public static ProblemException of(SettleResult.Invalid invalid) {
        return of(Kind.INVALID_RESPONSE, "/response", invalid.why());
    }

    private static ProblemException at(Kind kind, String pointer, String why) {
        return new ProblemException(Problem.of(kind, "", List.of(new Violation(pointer, why))));
    }

    /** What is wrong with the value at {@code place} in the body; where it is the schema, that has a place in asks only. */
    private static ProblemException of(Kind kind, String place, CheckResult.Failure failure) {
        return new ProblemException(
                switch (failure) {
                    case CheckResult.Violated violated ->
                        Problem.of(kind, place, violated.violations(), violated.more());
                    case CheckResult.Unusable unusable
                    when kind == Kind.INVALID_SCHEMA ->
                        Problem.of(kind, place, List.of(new Violation("", unusable.detail())));
                    case CheckResult.Unusable unusable -> Problem.of(Kind.INVALID_SCHEMA, unusable.detail());
                });
    }

    public static ProblemException unknown() {
        return new ProblemException(Kind.NOT_FOUND, "there is no such interaction, or not any more");
    }
}
