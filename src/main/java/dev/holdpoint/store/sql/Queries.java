package dev.holdpoint.store.sql;

import dev.holdpoint.broker.Requirement;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.store.Asked;
import java.util.Objects;
import java.util.Optional;

/** Reads interactions: one, or pages of them. */
final class Queries {

    /** A caller's key; what is compared is what the index of keys has. */
    static final String OF_KEY = "s.ask_key = ? AND s.tenant = ? AND coalesce(s.requested_by, '') = ?";

    private static final String FROM = " FROM state s JOIN payload p ON p.sequence = s.sequence"
            + " LEFT JOIN event t ON t.number = s.settled_number";

    /** The interaction of a number. */
    static final String AT = "SELECT " + Rows.WHOLE + FROM + " WHERE s.sequence = ?";

    /** How many may be read and sorted for one question. */
    private static final int FEW = 5_000;

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
                "SELECT " + Rows.ASKED.as("s") + ", p.response_schema"
                        + " FROM state s JOIN payload p ON p.sequence = s.sequence WHERE s.id = ?",
                row -> {
                    Asked asked = Rows.asked(row);
                    String schema = row.payloadOrNull();
                    return new Requirement(
                            asked.tenant(),
                            asked.session(),
                            asked.type(),
                            asked.family(),
                            schema == null ? null : new Json(schema));
                },
                id.toString());
    }

    static Snapshot snapshot(Sql sql, Scope scope, Filter filter, Unreadable unreadable) {
        long number = LogQueries.newest(sql);
        Conditions pending = onlyPending(Conditions.of(scope, filter));
        var page = new PageRows(Snapshot.MAX_ITEMS, Sizes.PAGE, unreadable, _ -> true);
        sql.each(inOrder(pending, ""), page::take, pending.parametersAnd(page.wanted()));
        return new Snapshot(number, page.items(), page.isFull());
    }

    /** The status is spelt out, so that the indexes of what is pending serve. */
    static Conditions onlyPending(Conditions conditions) {
        return conditions.and("s.status = 'pending'");
    }

    static String inOrder(Conditions conditions, String direction) {
        return "SELECT " + Rows.WHOLE + FROM + conditions.where() + " ORDER BY s.sequence" + direction + " LIMIT ?";
    }

    /** Whether few of those that are kept have a value in a column, of which there is an index. */
    static boolean areFew(Sql sql, String column, String value) {
        String counting = "SELECT count(*) FROM (SELECT 1 FROM state WHERE " + column + " = ? LIMIT ?) s";
        return sql.number(counting, value, FEW + 1) <= FEW;
    }
}
