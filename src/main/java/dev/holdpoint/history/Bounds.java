package dev.holdpoint.history;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param late how late what is due may settle, and who waits be told, where nothing is away
 * @param answer how long an answer may take beyond the wait that was asked for, whatever is away but the replica itself
 * @param hold how long the holds of a dead replica last
 * @param clocks by how much the service's clock and the history's may differ
 */
public record Bounds(Duration late, Duration answer, Duration hold, Duration clocks) {

    /** For a service on the machine of its callers, where nobody measures how long it takes. */
    public static final Bounds PATIENT =
            new Bounds(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), Duration.ofMillis(200));
}
