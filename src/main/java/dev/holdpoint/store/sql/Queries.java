package dev.holdpoint.store.sql;

import dev.holdpoint.broker.Requirement;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.interaction.Status;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads interactions: one, or pages of them. */
final class Queries {

    /** A caller's key; what is compared is what the index of keys has. */
    static final String OF_KEY = "s.ask_key = ? AND s.tenant = ? AND coalesce(s.requested_by, '') = ?";

    private static final Set<Status> ONLY_PENDING = Set.of(Status.PENDING);
    private static final String FROM = " FROM state s JOIN payload p ON p.sequence = s.sequence"
            + " LEFT JOIN event t ON t.number = s.settled_number";

    private Queries() {}

    static Object[] ofKey(Caller caller, String key) {
        return new Object[] {key, caller.tenant().name(), Objects.requireNonNullElse(caller.id(), "")};
    }

    static Optional<Interaction> find(Sql sql, Scope scope, InteractionId id) {
        return sql.first("SELECT " + Rows.WHOLE + FROM + " WHERE s.id = ?", Rows::interaction, id.toString())
                .filter(scope::includes);
    }

    static Optional<Idempotency> findKey(Sql sql, Caller caller, String key) {
        return sql.first(
                "SELECT s.ask_key, s.ask_fingerprint FROM state s WHERE " + OF_KEY,
                row -> new Idempotency(row.text(), row.text()),
                ofKey(caller, key));
    }

    static Optional<Requirement> requirement(Sql sql, InteractionId id) {
        return sql.first(
                "SELECT p.response_schema FROM state s JOIN payload p ON p.sequence = s.sequence WHERE s.id = ?",
                row -> {
                    String schema = row.textOrNull();
                    return new Requirement(schema == null ? null : new Json(schema));
                },
                id.toString());
    }

    static Page page(Sql sql, Scope scope, ListQuery query) {
        boolean isOldest = query.order() == Order.OLDEST;
        Conditions conditions = Conditions.of(scope, query.filter());
        if (query.statuses().equals(ONLY_PENDING)) {
            onlyPending(conditions);
        } else {
            conditions.in(
                    "s.status", query.statuses().stream().map(Status::toString).toList());
        }
        conditions.in("s.origin", query.origins().stream().map(Origin::toString).toList());
        if (query.from() != null) {
            conditions.and("s.requested_at >= ?", query.from());
        }
        if (query.to() != null) {
            conditions.and("s.requested_at < ?", query.to());
        }
        if (query.after() != null) {
            conditions.and(isOldest ? "s.sequence > ?" : "s.sequence < ?", query.after());
        }
        return read(sql, conditions, isOldest ? "ASC" : "DESC", query.limit(), query.size());
    }

    static Snapshot snapshot(Sql sql, Scope scope, Filter filter) {
        long number = LogQueries.newest(sql);
        Page page = read(sql, onlyPending(Conditions.of(scope, filter)), "ASC", Snapshot.MAX_ITEMS, Sizes.PAGE);
        return new Snapshot(number, page.items(), page.next().isPresent());
    }

    /** The status is spelt out, so that the indexes of what is pending serve. */
    static Conditions onlyPending(Conditions conditions) {
        return conditions.and("s.status = 'pending'");
    }

    static String statement(Conditions conditions, String direction) {
        return "SELECT " + Rows.WHOLE + FROM + conditions.where() + " ORDER BY s.sequence " + direction + " LIMIT ?";
    }

    /** One more than asked for is looked at, to know whether there is one. */
    private static Page read(Sql sql, Conditions conditions, String direction, int limit, int maxSize) {
        var items = new ArrayList<Interaction>();
        var last = new long[1];
        var size = new long[1];
        var hasMore = new boolean[1];
        sql.each(
                statement(conditions, direction),
                row -> {
                    var asked = Rows.asked(row);
                    Interaction interaction = Rows.interaction(asked, row);
                    size[0] += interaction.size();
                    hasMore[0] = items.size() == limit || (!items.isEmpty() && size[0] > maxSize);
                    if (!hasMore[0]) {
                        items.add(interaction);
                        last[0] = asked.sequence();
                    }
                    return !hasMore[0];
                },
                conditions.parametersAnd(limit + 1));
        return new Page(items, hasMore[0] ? Optional.of(last[0]) : Optional.empty());
    }
}
