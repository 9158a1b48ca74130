package dev.holdpoint.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Asks and settlements over time, in equal steps. */
public record Timeline(List<Bucket> buckets) {

    public static final int MAX_BUCKETS = 1_000;

    /**
     * One step, from {@code at} until the next.
     *
     * @param tally what was asked and what settled within it
     * @param decisions how long people took for what they decided within it; empty where they decided nothing
     */
    public record Bucket(Instant at, Tally tally, Optional<Percentiles> decisions) {}

    /** Nearest-rank percentiles, in milliseconds. */
    public record Percentiles(long p50, long p90, long p99) {

        /** Those of {@code millis}, in any order; empty where there are none. */
        public static Optional<Percentiles> of(long[] millis) {
            if (millis.length == 0) {
                return Optional.empty();
            }
            long[] sorted = millis.clone();
            Arrays.sort(sorted);
            return Optional.of(new Percentiles(rank(sorted, 50), rank(sorted, 90), rank(sorted, 99)));
        }

        private static long rank(long[] sorted, int percent) {
            return sorted[Math.max(0, Math.ceilDiv(sorted.length * percent, 100) - 1)];
        }
    }

    /** Which span to look at: [{@code from}, {@code to}), in steps of {@code step}. */
    public record Span(Instant from, Instant to, Duration step) {

        public int buckets() {
            return (int) Math.ceilDiv(Duration.between(from, to).toMillis(), step.toMillis());
        }

        public boolean contains(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }

        public int indexOf(Instant time) {
            return (int) (Duration.between(from, time).toMillis() / step.toMillis());
        }

        public Instant start(int index) {
            return from.plus(step.multipliedBy(index));
        }
    }
}
