package dev.holdpoint.schema;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When a check has to be over. Thread-safe.
 *
 * @param nanos a clock that only goes forward, as {@link System#nanoTime}
 */
record Deadline(LongSupplier nanos, long at) {

    static Deadline in(Duration time, LongSupplier nanos) {
        return new Deadline(nanos, nanos.getAsLong() + time.toNanos());
    }

    boolean isOver() {
        return nanos.getAsLong() - at >= 0;
    }
}
