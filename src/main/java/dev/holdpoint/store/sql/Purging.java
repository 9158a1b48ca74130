package dev.holdpoint.store.sql;

import dev.holdpoint.broker.Retention;
import java.time.Instant;
import java.util.List;

/**
 * Lets go of what need not be kept any more, in the order of the numbers, so that a step costs what it deletes, however much
 * is kept.
 *
 * <p>An event from the future was written while the clock was ahead. Nobody knows when: it goes where a later one goes.
 */
final class Purging {

    static final String EVENTS =
            "SELECT number, at FROM event WHERE number > ? AND number <= ? ORDER BY number LIMIT ?";

    private final Sql sql;
    private final Instant now;

    private Purging(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /** Events that are over, from the first on: how many, and the number of the last. */
    private record Over(int count, long through) {}

    /** The same, where this process is the one that does it, and what else is let go of then. */
    static int purge(SqlTables tables, Dialect dialect, Retention retention, int limit) {
        tables.changedOtherwise();
        Instant now = tables.now();
        boolean isOthers = dialect.others()
                .map(others -> !others.isFirst(tables.sql(), now))
                .orElse(false);
        if (isOthers) {
            return 0;
        }
        int count = purge(tables.sql(), retention, limit, now, dialect.keepsByMonth());
        if (count < limit) {
            dialect.onPurged(now);
        }
        return count;
    }

    /**
     * Lets go of up to {@code limit} things: first of the log, then of interactions that are settled long enough and out of
     * the log; of these the settling event is what is left in it.
     *
     * @param areByMonth whether what is large goes otherwise
     */
    static int purge(Sql sql, Retention retention, int limit, Instant now, boolean areByMonth) {
        var purging = new Purging(sql, now);
        Over log = purging.over(LogQueries.purgedThrough(sql), Long.MAX_VALUE, now.minus(retention.events()), limit);
        if (log.count > 0) {
            sql.update(
                    "DELETE FROM event WHERE number > ? AND number <= ? AND kind <> 'settled'",
                    LogQueries.purgedThrough(sql),
                    log.through);
            sql.update("UPDATE log_state SET purged_through = ?", log.through);
        }
        Over settled =
                purging.over(-1, LogQueries.purgedThrough(sql), now.minus(retention.settled()), limit - log.count);
        if (settled.count > 0) {
            for (String table : areByMonth ? List.of("state") : List.of("payload", "state")) {
                sql.update(
                        "DELETE FROM " + table + " WHERE sequence IN (SELECT sequence FROM event WHERE number <= ?)",
                        settled.through);
            }
            sql.update("DELETE FROM event WHERE number <= ?", settled.through);
        }
        return log.count + settled.count;
    }

    private Over over(long after, long last, Instant oldest, int limit) {
        var seen = new int[1];
        var end = new long[1];
        var over = new Over[] {new Over(0, after)};
        var isYoung = new boolean[1];
        sql.each(
                EVENTS,
                row -> {
                    end[0] = row.number();
                    Instant at = row.instant();
                    seen[0]++;
                    if (at.isBefore(oldest)) {
                        over[0] = new Over(seen[0], end[0]);
                    }
                    isYoung[0] = !at.isBefore(oldest) && !at.isAfter(now);
                    return !isYoung[0];
                },
                after,
                last,
                limit);
        boolean isFromTheFuture = !isYoung[0] && seen[0] > over[0].count && seen[0] == limit;
        return isFromTheFuture && isOldAfter(end[0], last, oldest) ? new Over(seen[0], end[0]) : over[0];
    }

    /** Whether the first event that is not from the future is over; what is from the future stands together. */
    private boolean isOldAfter(long number, long last, Instant oldest) {
        long from = number;
        long to = sql.number("SELECT max(number) FROM event WHERE number <= ?", last) - 1;
        while (from < to) {
            long middle = from + (to - from) / 2;
            if (timeAfter(middle, last).isAfter(now)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return timeAfter(from, last).isBefore(oldest);
    }

    /** When the next event happened; never, where there is none. */
    private Instant timeAfter(long number, long last) {
        return sql.first(
                        "SELECT at FROM event WHERE number > ? AND number <= ? ORDER BY number LIMIT 1",
                        Row::instant,
                        number,
                        last)
                .orElse(Instant.MAX);
    }
}
