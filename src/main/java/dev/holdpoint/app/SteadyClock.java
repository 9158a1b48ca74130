package dev.holdpoint.app;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Time that passes evenly, whatever anybody sets a clock to: how much of it lies between two moments is true, the moments
 * themselves are not. Thread-safe.
 */
final class SteadyClock implements InstantSource {

    private final long origin = System.nanoTime();

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(System.nanoTime() - origin);
    }
}
