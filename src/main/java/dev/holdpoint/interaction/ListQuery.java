package dev.holdpoint.interaction;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which page of which interactions; empty sets and nulls do not restrict.
 *
 * @param from the earliest {@code requestedAt}, inclusive
 * @param to the latest {@code requestedAt}, exclusive
 * @param limit items at most, at least 1
 * @param size bytes at most, but for the first item
 * @param after the position that the page begins right after; null for the first page
 */
public record ListQuery(
        Filter filter,
        Set<Status> statuses,
        Set<Origin> origins,
        @Nullable Instant from,
        @Nullable Instant to,
        Order order,
        int limit,
        int size,
        @Nullable Long after) {

    /** A page as large as pages are. */
    public ListQuery(
            Filter filter,
            Set<Status> statuses,
            Set<Origin> origins,
            @Nullable Instant from,
            @Nullable Instant to,
            Order order,
            int limit,
            @Nullable Long after) {
        this(filter, statuses, origins, from, to, order, limit, Sizes.PAGE, after);
    }

    /** The order in which the store made them, or its reverse. */
    public enum Order {
        OLDEST,
        NEWEST
    }

    /** The same list, another piece of it. */
    public ListQuery piece(int pieceLimit, int pieceSize, @Nullable Long pieceAfter) {
        return new ListQuery(filter, statuses, origins, from, to, order, pieceLimit, pieceSize, pieceAfter);
    }

    public boolean matches(Interaction interaction) {
        var settlement = interaction.settlement();
        return filter.matches(interaction)
                && (statuses.isEmpty() || statuses.contains(interaction.status()))
                && (origins.isEmpty() || (settlement != null && origins.contains(settlement.origin())))
                && (from == null || !interaction.requestedAt().isBefore(from))
                && (to == null || interaction.requestedAt().isBefore(to));
    }
}
