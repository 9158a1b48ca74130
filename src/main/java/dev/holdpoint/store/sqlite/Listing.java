package dev.holdpoint.store.sqlite;

import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.interaction.Status;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/** Reads pages of interactions. */
final class Listing {

    private static final Set<Status> ONLY_PENDING = Set.of(Status.PENDING);

    private Listing() {}

    static Page page(Sql sql, ListQuery query) throws SQLException {
        boolean isOldest = query.order() == Order.OLDEST;
        boolean isPending = query.statuses().equals(ONLY_PENDING);
        Conditions conditions = isPending ? pending(query.filter()) : Conditions.of(query.filter());
        if (!isPending) {
            conditions.in(
                    "i.status", query.statuses().stream().map(Status::toString).toList());
        }
        conditions.in("i.origin", query.origins().stream().map(Origin::toString).toList());
        if (query.from() != null) {
            conditions.and("i.requested_at >= ?", query.from());
        }
        if (query.to() != null) {
            conditions.and("i.requested_at < ?", query.to());
        }
        if (query.after() != null) {
            conditions.and(isOldest ? "i.sequence > ?" : "i.sequence < ?", query.after());
        }
        return read(sql, conditions, isOldest ? "ASC" : "DESC", query.limit());
    }

    static Snapshot snapshot(Sql sql, Filter filter) throws SQLException {
        long number = LogTail.newest(sql);
        Page page = read(sql, pending(filter), "ASC", Snapshot.MAX_ITEMS);
        return new Snapshot(number, page.items(), page.next().isPresent());
    }

    /** The status is spelt out, so that the indexes of what is pending serve. */
    static Conditions pending(Filter filter) {
        return Conditions.of(filter).and("i.status = 'pending'");
    }

    static String statement(Conditions conditions, String direction) {
        return "SELECT " + Rows.COLUMNS + " FROM interaction i" + conditions.where() + " ORDER BY i.sequence "
                + direction;
    }

    private static Page read(Sql sql, Conditions conditions, String direction, int limit) throws SQLException {
        var items = new ArrayList<Interaction>();
        var last = new long[1];
        var size = new int[1];
        var hasMore = new boolean[1];
        sql.each(
                statement(conditions, direction),
                row -> {
                    Interaction interaction = Rows.interaction(row);
                    size[0] += Page.sizeOf(interaction);
                    hasMore[0] = items.size() == limit || (!items.isEmpty() && size[0] > Page.MAX_SIZE);
                    if (!hasMore[0]) {
                        items.add(interaction);
                        last[0] = row.getLong(1);
                    }
                    return !hasMore[0];
                },
                conditions.parameters());
        return new Page(items, hasMore[0] ? Optional.of(last[0]) : Optional.empty());
    }
}
