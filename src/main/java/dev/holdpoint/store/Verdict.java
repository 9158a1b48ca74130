package dev.holdpoint.store;

import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SettleCommand;
import dev.holdpoint.interaction.SettleResult;
import dev.holdpoint.interaction.SettleResult.Refusal;
import dev.holdpoint.interaction.Settlement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an attempt to settle comes to, given how the interaction is kept at that moment. */
public sealed interface Verdict {

    /** Nothing is changed. */
    record Answer(SettleResult result) implements Verdict {}

    /** This attempt is the first: its settlement is to be kept. */
    record Win(Settlement settlement, @Nullable Idempotency winner) implements Verdict {}

    /** The interaction was due: it settles as due, and the attempt has lost. */
    record TooLate(Settlement settlement) implements Verdict {}

    /** The one decision table of settling, to be asked and carried out in one transaction. */
    static Verdict of(Kept kept, SettleCommand command, Instant now) {
        var interaction = kept.interaction();
        var session = command.session();
        if (session != null && !session.equals(interaction.ask().session())) {
            return new Answer(new SettleResult.Refused(interaction, Refusal.WRONG_SESSION));
        }
        if (!interaction.isPending()) {
            return new Answer(afterwards(kept, command.idempotency()));
        }
        if (kept.isDue(now)) {
            return new TooLate(kept.dueSettlement(now));
        }
        Json schema = interaction.ask().responseSchema();
        if (schema != null && !command.isChecked() && command.decision() instanceof Decision.Resolve resolve) {
            return new Answer(new SettleResult.Unchecked(schema, resolve.response()));
        }
        return new Win(command.decision().settlement(kept.decidedAt(now)), command.idempotency());
    }

    private static SettleResult afterwards(Kept kept, @Nullable Idempotency asked) {
        Idempotency winner = kept.settledWith();
        if (asked == null || winner == null || !asked.key().equals(winner.key())) {
            return new SettleResult.Lost(kept.interaction());
        }
        return asked.equals(winner)
                ? new SettleResult.Replayed(kept.interaction())
                : new SettleResult.Refused(kept.interaction(), Refusal.KEY_REUSED);
    }
}
