package dev.holdpoint.interaction;

import org.jspecify.annotations.Nullable;

/**
 * One attempt to settle one interaction.
 *
 * @param session where given, the attempt is refused unless it is the interaction's own
 * @param idempotency where given, and this attempt wins, a repeat of it is told that it won
 */
public record SettleCommand(
        InteractionId id,
        Decision decision,
        @Nullable SessionId session,
        @Nullable Idempotency idempotency) {}
