package dev.holdpoint.store.postgresql;

import dev.holdpoint.store.sql.Sql;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The months that what is large is kept by, each made before anything is of it: this one and the next, when a replica starts
 * and whenever one lets go of old ones; and by the writer, where none of that was done in time. What is attached, and not made
 * as a partition, keeps no reader waiting. Thread-safe.
 */
final class Months {

    private static final String IS_THERE = """
            SELECT count(*) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = to_regclass(?) AND c.relname = ?""";

    private final Set<YearMonth> made = ConcurrentHashMap.newKeySet();

    boolean areMade(Instant moment) {
        return made.contains(Month.of(moment));
    }

    /** Somebody took away what was made. */
    void forget() {
        made.clear();
    }

    /** Makes what is missing of a moment's month and the next, in a transaction of its own; one replica does at a time. */
    void make(Sql sql, Instant moment) {
        YearMonth month = Month.of(moment);
        make(sql, List.of(month, month.plusMonths(1)));
    }

    /** As for a moment, for some months. */
    void make(Sql sql, Collection<YearMonth> months) {
        sql.together("BEGIN;\n" + PostgresDatabase.SHORTLY + PostgresDatabase.LOCKED);
        try {
            makeWithin(sql, months);
        } catch (RuntimeException failure) {
            sql.update("ROLLBACK");
            throw failure;
        }
        sql.update("COMMIT");
        made.addAll(months);
    }

    /** The same within a transaction that has the lock. */
    static void makeWithin(Sql sql, Collection<YearMonth> months) {
        months.forEach(month -> makeAll(sql, month));
    }

    private static void makeAll(Sql sql, YearMonth month) {
        for (Month.Table table : Month.Table.values()) {
            var missing = new Month(table, month);
            if (sql.number(IS_THERE, table.toString(), missing.name()) == 0) {
                sql.execute("CREATE TABLE IF NOT EXISTS " + missing.name() + " (LIKE " + table + " INCLUDING ALL)");
                sql.execute(missing.attaching());
            }
        }
    }
}
