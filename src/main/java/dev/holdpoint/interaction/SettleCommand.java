package dev.holdpoint.interaction;

import org.jspecify.annotations.Nullable;

/**
 * One attempt to settle one interaction.
 *
 * @param session where given, the attempt is refused unless it is the interaction's own
 * @param idempotency where given, and this attempt wins, a repeat of it is told that it won
 * @param isChecked whether its response satisfies the interaction's schema; without that it settles nothing that has one
 */
public record SettleCommand(
        InteractionId id,
        Decision decision,
        @Nullable SessionId session,
        @Nullable Idempotency idempotency,
        boolean isChecked) {

    /** An attempt whose response nobody has checked yet. */
    public SettleCommand(
            InteractionId id, Decision decision, @Nullable SessionId session, @Nullable Idempotency idempotency) {
        this(id, decision, session, idempotency, false);
    }

    SettleCommand checked() {
        return new SettleCommand(id, decision, session, idempotency, true);
    }
}
