package dev.holdpoint.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to leave a service alone that did not answer: each time up to twice as long, at random, so that callers that lost it
 * together do not come back together. Of one thread.
 */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final RandomGenerator random;
    private Duration most = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The next pause, from half of what it may be on; never less than it was asked for. */
    Duration next(Duration least) {
        long half = most.toNanos() / 2;
        Duration pause = Duration.ofNanos(half + random.nextLong(half));
        most = most.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : most.multipliedBy(2);
        return least.compareTo(pause) > 0 ? least.plus(pause) : pause;
    }
}
