package dev.holdpoint.interaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where in a list an interaction stands. It is found again whatever else comes and goes.
 *
 * @param sequence the number that the store gave it
 * @param decidedAt where lists are in the order of decisions; null in those of other orders
 */
public record Position(long sequence, @Nullable Instant decidedAt) {

    /** In a list of the order in which the store made things, or its reverse. */
    public static Position of(long sequence) {
        return new Position(sequence, null);
    }
}
