package dev.holdpoint.interaction;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the store counts.
 *
 * @param sessions how many have something pending
 * @param types by type; beyond {@link #MAX_TYPES} types the rest is counted under {@link #OTHER}
 */
public record Statistics(long sessions, Map<String, Tally> types) {

    public static final int MAX_TYPES = 1_000;
    public static final String OTHER = "other";

    /** Of counts of any number of types, of which the first have a name here. */
    public static Statistics of(long sessions, SortedMap<String, Tally> counted) {
        Set<String> named = counted.keySet().stream()
                .filter(type -> !type.equals(OTHER))
                .limit(MAX_TYPES)
                .collect(Collectors.toUnmodifiableSet());
        var types = new TreeMap<String, Tally>();
        counted.forEach((type, tally) -> types.merge(named.contains(type) ? type : OTHER, tally, Tally::plus));
        return new Statistics(sessions, types);
    }

    public long pending() {
        return types.values().stream().mapToLong(Tally::pending).sum();
    }
}
