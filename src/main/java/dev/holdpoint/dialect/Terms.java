package dev.holdpoint.dialect;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long an agent's question is put, and awaited.
 *
 * @param timeout when the question settles by itself
 * @param patience how long it is awaited at most
 * @param lease how long it stays pending once nobody awaits it; null where it lives on whoever awaits it
 * @param outlives whether it stays pending when the wait is over; else the end of the wait is its end
 * @param key what the door recognises a repeated request by
 */
public record Terms(
        Duration timeout, Duration patience, @Nullable Duration lease, boolean outlives, Optional<String> key) {

    /** So that a wait for as long as the question lives sees it settle. */
    private static final Duration BEYOND = Duration.ofSeconds(10);

    /** Awaited until it settles by itself. */
    public static Terms untilItSettles(Duration timeout, @Nullable Duration lease, Optional<String> key) {
        return new Terms(timeout, timeout.plus(BEYOND), lease, false, key);
    }

    /**
     * Awaited for so long, and given up then. The question's own end comes a moment later: it is what people are shown, and
     * an agent that waits a little longer than it has its hook wait is told in time.
     */
    public static Terms givenUpAfter(Duration wait, @Nullable Duration lease, Optional<String> key) {
        return new Terms(wait.plus(BEYOND), wait, lease, false, key);
    }

    /** Awaited for so long, and found again by whoever comes back. */
    public static Terms outliving(Duration timeout, Duration wait, Optional<String> key) {
        return new Terms(timeout, wait, null, true, key);
    }
}
