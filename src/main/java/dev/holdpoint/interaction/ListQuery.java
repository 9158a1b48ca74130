package dev.holdpoint.interaction;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which page of which interactions.
 *
 * @param limit items at most, at least 1
 * @param size bytes at most, but for the first item
 * @param after the position that the page begins right after; null for the first page
 */
public record ListQuery(
        Criteria criteria,
        Order order,
        int limit,
        int size,
        @Nullable Position after) {

    /** A page as large as pages are. */
    public ListQuery(Criteria criteria, Order order, int limit, @Nullable Position after) {
        this(criteria, order, limit, Sizes.PAGE, after);
    }

    /** In which order they stand. */
    public enum Order {
        /** As the store made them. */
        OLDEST,

        /** The reverse of that. */
        NEWEST,

        /** What was decided last comes first; what is pending is left out. */
        DECIDED;

        public Position position(long sequence, Interaction interaction) {
            Settlement settlement = interaction.settlement();
            return new Position(sequence, this == DECIDED && settlement != null ? settlement.at() : null);
        }
    }

    /** The same list, another piece of it. */
    public ListQuery piece(int pieceLimit, int pieceSize, @Nullable Position pieceAfter) {
        return new ListQuery(criteria, order, pieceLimit, pieceSize, pieceAfter);
    }

    /** Whether nothing matches, whatever is kept: what is pending was not decided. */
    public boolean isOfNothing() {
        boolean isOfDecisions = order == Order.DECIDED || criteria.areOfSettlements();
        return isOfDecisions && criteria.statuses().equals(Set.of(Status.PENDING));
    }

    public boolean matches(Interaction interaction) {
        return criteria.match(interaction) && (order != Order.DECIDED || !interaction.isPending());
    }
}
