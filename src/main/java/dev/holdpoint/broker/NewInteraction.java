package dev.holdpoint.broker;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.InteractionId;
import org.jspecify.annotations.Nullable;

/**
 * What the store is to make.
 *
 * @param awaited how long its asker awaits it from the commit on, and who holds it meanwhile; null where nobody does
 */
public record NewInteraction(
        InteractionId id,
        Ask ask,
        @Nullable Idempotency idempotency,
        @Nullable Hold awaited,
        PendingLimits limits) {}
