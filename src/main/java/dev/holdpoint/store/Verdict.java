package dev.holdpoint.store;

import dev.holdpoint.broker.Attempt;
import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.broker.CheckedAttempt;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Permission;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an attempt to settle comes to, given how the interaction is kept at that moment. */
sealed interface Verdict {

    /** The attempt is not entitled to settle: nothing is changed, and nothing is told of the interaction. */
    record Refusal(SettleResult result) implements Verdict {}

    /** Another settlement was first: nothing is changed. */
    record Loss() implements Verdict {}

    /** This attempt won before, as its key shows: nothing is changed. */
    record Replay() implements Verdict {}

    /** This attempt is the first: its settlement is to be kept. */
    record Win() implements Verdict {}

    /** The interaction was due: it settles as due, and the attempt has lost. */
    record TooLate() implements Verdict {}

    /** The one decision table of settling, to be asked and carried out in one transaction. */
    static Verdict of(Kept kept, Caller caller, CheckedAttempt checked, Instant now) {
        Attempt attempt = checked.attempt();
        Asked asked = kept.asked();
        if (!asked.isSeenIn(caller.scope())) {
            return new Refusal(new SettleResult.Unknown());
        }
        List<Permission> needed = attempt.decision().permissions();
        if (needed.stream().noneMatch(caller::may)) {
            return new Refusal(new SettleResult.Forbidden(needed.getFirst(), asked.session()));
        }
        if (attempt.session() != null && !attempt.session().equals(asked.session())) {
            return refusal(SettleResult.Refusal.WRONG_SESSION, asked);
        }
        if (asked.separate() && attempt.decision().origin() == Origin.RESPONDER && asked.isBy(caller)) {
            return refusal(SettleResult.Refusal.OWN_REQUEST, asked);
        }
        if (kept.end() != null) {
            return afterwards(kept.end(), caller, attempt.idempotency(), asked);
        }
        if (kept.isDue(now)) {
            return new TooLate();
        }
        return switch (checked.result()) {
            case CheckResult.Passed _ -> new Win();
            case CheckResult.Failure failure -> new Refusal(new SettleResult.Invalid(failure));
        };
    }

    /** What the winner's key is told, and everybody else. */
    private static Verdict afterwards(Kept.End end, Caller caller, @Nullable Idempotency given, Asked asked) {
        Idempotency winner = end.with();
        if (given == null || winner == null || !given.key().equals(winner.key()) || !caller.is(end.by())) {
            return new Loss();
        }
        return given.equals(winner) ? new Replay() : refusal(SettleResult.Refusal.KEY_REUSED, asked);
    }

    private static Verdict refusal(SettleResult.Refusal why, Asked asked) {
        return new Refusal(new SettleResult.Refused(why, asked.session()));
    }
}
