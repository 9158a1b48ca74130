package dev.holdpoint.broker;

import java.time.Duration;

/**
 * How long the store keeps what is over.
 *
 * @param settled settled interactions, from their settlement on; at least {@code events}
 * @param events the event log
 */
public record Retention(Duration settled, Duration events) {

    public Retention {
        if (settled.compareTo(events) < 0) {
            throw new IllegalArgumentException("holdpoint.retention.settled (" + settled
                    + ") must be at least holdpoint.retention.events (" + events
                    + "): an event tells of an interaction that is kept");
        }
    }
}
