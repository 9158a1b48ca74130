package dev.holdpoint.interaction;

import java.time.Instant;

/**
 * Something that happened to an interaction and is durable.
 *
 * @param number its place in the store's log: later events have greater numbers, and no number is used twice
 * @param kind what happened; it alone says so, not how the interaction stands
 * @param at when it was stored
 * @param interaction as the event left it
 */
public record InteractionEvent(long number, Kind kind, Instant at, Interaction interaction) {

    /** What can happen to an interaction. */
    public enum Kind {
        /** It was asked. */
        REQUESTED,
        /** It settled. */
        SETTLED
    }
}
