package dev.holdpoint.interaction;

import java.util.Map;

/**
 * What the store counts.
 *
 * @param sessions how many have something pending
 * @param types by type; beyond {@link #MAX_TYPES} types the rest is counted under {@link #OTHER}
 */
public record Statistics(long sessions, Map<String, Tally> types) {

    public static final int MAX_TYPES = 1_000;
    public static final String OTHER = "other";

    public long pending() {
        return types.values().stream().mapToLong(Tally::pending).sum();
    }
}
