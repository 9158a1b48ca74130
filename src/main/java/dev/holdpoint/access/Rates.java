package dev.holdpoint.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** How often somebody may do something in a minute. What is not there for two minutes is forgotten. Thread-safe. */
final class Rates {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 100_000;

    private final int perMinute;
    private final Cache<Object, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .executor(Runnable::run)
            .build();

    /**
     * @param perMinute 0 for no limit
     */
    Rates(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Whether {@code who} may do it now; else after so many seconds, at least 1. */
    long secondsToWait(Object who) {
        if (perMinute == 0) {
            return 0;
        }
        var probe = bucket(who).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : seconds(probe.getNanosToWaitForRefill());
    }

    /** As {@link #secondsToWait}, and nothing is taken. */
    long secondsUntilFree(Object who) {
        if (perMinute == 0) {
            return 0;
        }
        var estimate = bucket(who).estimateAbilityToConsume(1);
        return estimate.canBeConsumed() ? 0 : seconds(estimate.getNanosToWaitForRefill());
    }

    /** Whole ones, at least 1. */
    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds() + 1;
    }

    private Bucket bucket(Object who) {
        return buckets.get(
                who,
                ignored -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                        .build());
    }
}
