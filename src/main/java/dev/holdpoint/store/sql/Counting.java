package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.store.PendingCount;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what is counted. */
final class Counting {

    private static final String TALLIED = "SELECT type, requested, resolved, rejected, expired, cancelled FROM tally";
    private static final String COUNTED = "SELECT s.type, count(*)" + count(Status.RESOLVED) + count(Status.REJECTED)
            + count(Status.EXPIRED) + count(Status.CANCELLED) + " FROM state s";

    private Counting() {}

    static PendingCount pending(Sql sql) {
        long count = sql.number("SELECT sum(requested - resolved - rejected - expired - cancelled) FROM tally");
        return new PendingCount(count, LogQueries.newest(sql));
    }

    static Statistics statistics(Sql sql, Scope scope) {
        SortedMap<String, Tally> types = scope instanceof Scope.Within within && !within.isByType()
                ? counted(sql, Conditions.of(scope))
                : tallied(sql, scope);
        Conditions pending = Queries.onlyPending(Conditions.of(scope));
        long sessions = sql.number(
                "SELECT count(*) FROM (SELECT DISTINCT s.session_id, s.tenant FROM state s" + pending.where() + ") d",
                pending.parameters());
        return Statistics.of(sessions, types);
    }

    private static SortedMap<String, Tally> tallied(Sql sql, Scope scope) {
        var wanted = new Conditions();
        if (scope instanceof Scope.Within within) {
            wanted.and("tenant = ?", within.tenant().name())
                    .in("type", within.limits().types(), InteractionType::value);
        }
        return tallies(sql, TALLIED + wanted.where(), wanted);
    }

    /** Of what is kept. */
    private static SortedMap<String, Tally> counted(Sql sql, Conditions wanted) {
        return tallies(sql, COUNTED + wanted.where() + " GROUP BY s.type", wanted);
    }

    private static SortedMap<String, Tally> tallies(Sql sql, String statement, Conditions wanted) {
        var types = new TreeMap<String, Tally>();
        sql.each(
                statement,
                row -> {
                    String type = row.text();
                    var tally = new Tally(row.number(), row.number(), row.number(), row.number(), row.number());
                    types.merge(type, tally, Tally::plus);
                    return true;
                },
                wanted.parameters());
        return types;
    }

    private static String count(Status status) {
        return ", sum(CASE WHEN s.status = '" + status + "' THEN 1 ELSE 0 END)";
    }
}
