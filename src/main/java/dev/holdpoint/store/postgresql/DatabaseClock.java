package dev.holdpoint.store.postgresql;

import java.time.Instant;
import java.time.InstantSource;

/**
 * What time it is in the database, as it said when it was last asked, and what has passed since by this machine's
 * timer: a clock here that is wrong does no harm. Thread-safe.
 */
public final class DatabaseClock implements InstantSource {

    private volatile Reading last;

    /** What the database said, and what the timer showed then. */
    private record Reading(Instant moment, long nanos) {}

    /** One that was told this, until the database tells. */
    public DatabaseClock(Instant moment) {
        this.last = new Reading(moment, System.nanoTime());
    }

    void set(Instant moment) {
        last = new Reading(moment, System.nanoTime());
    }

    @Override
    public Instant instant() {
        Reading reading = last;
        return reading.moment.plusNanos(System.nanoTime() - reading.nanos);
    }
}
