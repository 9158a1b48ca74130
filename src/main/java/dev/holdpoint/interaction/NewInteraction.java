package dev.holdpoint.interaction;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the store is to make.
 *
 * @param awaitedFor how long its asker awaits it from the commit on; zero where it does not
 * @param pendingLimit how many may be pending in its session, this one included
 */
public record NewInteraction(
        InteractionId id, Ask ask, @Nullable Idempotency idempotency, Duration awaitedFor, int pendingLimit) {}
