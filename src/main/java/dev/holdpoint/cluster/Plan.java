package dev.holdpoint.cluster;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a load is to be.
 *
 * @param replicas where the service is reached; each call goes to any of them
 * @param token who calls; empty for nobody known
 * @param name what its sessions begin with, so that nobody else has such
 * @param callers how many call at once
 * @param rate how many calls a second they make in all, about
 */
public record Plan(List<URI> replicas, Optional<String> token, String name, int callers, int rate) {

    public Plan {
        if (replicas.isEmpty() || callers < 1 || rate < 1) {
            throw new IllegalArgumentException("nobody calls, or nobody is called: " + replicas + ", " + callers);
        }
        replicas = List.copyOf(replicas);
    }

    /** How long one who calls pauses between two things that it does, at most. */
    Duration pause() {
        return Duration.ofNanos(2_000_000_000L * callers / rate);
    }
}
