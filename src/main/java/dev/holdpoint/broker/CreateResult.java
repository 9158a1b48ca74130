package dev.holdpoint.broker;

import dev.holdpoint.interaction.Interaction;
import java.time.Duration;

/** What the store did with something new. What it tells about the interaction is durable. */
public sealed interface CreateResult {

    /**
     * It was made.
     *
     * @param dueIn how long until it settles by itself at the earliest
     */
    record Made(Interaction interaction, Duration dueIn) implements CreateResult {}

    /** The same caller made it before, with the same key. */
    record Known(Interaction interaction) implements CreateResult {}

    /** The key was used before for something else. */
    record KeyReused() implements CreateResult {}

    /** The session has as many pending as it may. */
    record Full(PendingLimits.Full what) implements CreateResult {}

    /** The store keeps what room it has for what is pending; nothing was made. */
    record NoRoom() implements CreateResult {}
}
