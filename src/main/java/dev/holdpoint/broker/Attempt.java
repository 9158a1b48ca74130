package dev.holdpoint.broker;

import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to settle one interaction.
 *
 * @param session where given, the attempt is refused unless it is the interaction's own
 * @param idempotency where given, and this attempt wins, a repeat of it is told that it won
 */
public record Attempt(
        InteractionId id,
        Decision decision,
        @Nullable SessionId session,
        @Nullable Idempotency idempotency) {

    /** How many bytes its answer takes. */
    public int size() {
        return decision instanceof Decision.Resolve resolve ? resolve.response().size() : 0;
    }
}
