package dev.holdpoint.broker;

import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.SeparateTypes;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the front door takes from its surroundings.
 *
 * @param clock by which waits are measured: it passes evenly, whatever a clock is set to
 * @param holder the name of this process among all that use the store
 * @param separateTypes what nobody decides who asked it
 */
public record Environment(
        InstantSource clock,
        Timers timers,
        Supplier<InteractionId> ids,
        String holder,
        PendingLimits pendingLimits,
        SeparateTypes separateTypes) {}
