package dev.holdpoint.store.sql;

import dev.holdpoint.broker.EventPage;
import dev.holdpoint.broker.Retention;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionEvent.Kind;
import dev.holdpoint.interaction.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads and purges the log. Of a purged event only that stays which tells how an interaction ended, as long as that is kept:
 * everything up to {@code purged_through} is out of the log.
 */
final class LogQueries {

    private static final int PIECE = 500;
    private static final String FROM = "SELECT t.number, t.kind, t.at, " + Rows.WHOLE
            + " FROM event t JOIN state s ON s.sequence = t.sequence JOIN payload p ON p.sequence = t.sequence";
    private static final String OVER = "SELECT %s FROM state WHERE decided_at IS NOT NULL AND decided_at < ?"
            + " AND settled_number <= ? ORDER BY decided_at, sequence LIMIT ?";

    private LogQueries() {}

    static String text(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The last event in the log, or the last that was purged where it is empty. */
    static long newest(Sql sql) {
        return sql.number("SELECT max(newest) FROM (SELECT max(number) AS newest FROM event"
                + " UNION ALL SELECT purged_through FROM log_state) n");
    }

    static EventPage after(Sql sql, long number, Scope scope, Filter filter, int limit, int maxSize) {
        long newest = newest(sql);
        if (number < purgedThrough(sql) || number > newest) {
            return new EventPage.Gone();
        }
        var conditions = Conditions.of(scope, filter).and("t.number > ?", number);
        var events = new ArrayList<InteractionEvent>();
        var size = new long[1];
        var isCut = new boolean[1];
        sql.each(
                FROM + conditions.where() + " ORDER BY t.number LIMIT ?",
                row -> {
                    InteractionEvent event = event(row);
                    size[0] += event.interaction().size();
                    isCut[0] = events.size() == limit || (!events.isEmpty() && size[0] > maxSize);
                    return !isCut[0] && events.add(event);
                },
                conditions.parametersAnd(limit + 1));
        return new EventPage.Piece(events, isCut[0] ? events.getLast().number() : newest, newest);
    }

    /** Every event after a number, in order. */
    static List<InteractionEvent> allAfter(Sql sql, long number) {
        var all = new ArrayList<InteractionEvent>();
        List<InteractionEvent> piece;
        do {
            piece = sql.all(
                    FROM + " WHERE t.number > ? ORDER BY t.number LIMIT ?",
                    LogQueries::event,
                    all.isEmpty() ? number : all.getLast().number(),
                    PIECE);
            all.addAll(piece);
        } while (piece.size() == PIECE);
        return all;
    }

    /**
     * Lets go of up to {@code limit} things: first of the log, in the order of its numbers, then of interactions that are
     * settled long enough and out of the log.
     */
    static int purge(Sql sql, Retention retention, int limit, Instant now) {
        var through = new long[1];
        var events = new int[1];
        Instant oldest = now.minus(retention.events());
        sql.each(
                "SELECT number, at FROM event WHERE number > ? ORDER BY number LIMIT ?",
                row -> {
                    long number = row.number();
                    if (!row.instant().isBefore(oldest)) {
                        return false;
                    }
                    through[0] = number;
                    events[0]++;
                    return true;
                },
                purgedThrough(sql),
                limit);
        if (events[0] > 0) {
            sql.update(
                    "DELETE FROM event WHERE number > ? AND number <= ? AND kind <> 'settled'",
                    purgedThrough(sql),
                    through[0]);
            sql.update("UPDATE log_state SET purged_through = ?", through[0]);
        }
        Instant decidedBefore = now.minus(retention.settled());
        long purged = purgedThrough(sql);
        int rest = limit - events[0];
        sql.update(
                "DELETE FROM event WHERE number IN (" + OVER.formatted("settled_number") + ")",
                decidedBefore,
                purged,
                rest);
        sql.update(
                "DELETE FROM payload WHERE sequence IN (" + OVER.formatted("sequence") + ")",
                decidedBefore,
                purged,
                rest);
        int interactions = sql.update(
                "DELETE FROM state WHERE sequence IN (" + OVER.formatted("sequence") + ")",
                decidedBefore,
                purged,
                rest);
        return events[0] + interactions;
    }

    private static InteractionEvent event(Row row) {
        return new InteractionEvent(
                row.number(), Kind.valueOf(row.text().toUpperCase(Locale.ROOT)), row.instant(), Rows.interaction(row));
    }

    private static long purgedThrough(Sql sql) {
        return sql.number("SELECT purged_through FROM log_state");
    }
}
