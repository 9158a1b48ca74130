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

/** Reads and purges the log: what an event tells is what was asked, and the settlement that stands by its number. */
final class LogQueries {

    private static final int PIECE = 500;
    private static final String FROM = "SELECT e.number, e.kind, e.at, " + Rows.WHOLE
            + " FROM event e JOIN state s ON s.sequence = e.sequence JOIN payload p ON p.sequence = e.sequence"
            + " LEFT JOIN settlement t ON t.number = e.number";
    private static final String OVER = "SELECT %s FROM state WHERE decided_at IS NOT NULL AND decided_at < ?"
            + " AND settled_number <= ? ORDER BY decided_at, sequence LIMIT ?";

    private LogQueries() {}

    static String text(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The last event in the log, or the last that was purged where it is empty. */
    static long newest(Sql sql) {
        return sql.number("SELECT coalesce((SELECT max(number) FROM event), purged_through) FROM log_state");
    }

    static EventPage after(Sql sql, long number, Scope scope, Filter filter, int limit, int maxSize) {
        long newest = newest(sql);
        if (number < purgedThrough(sql) || number > newest) {
            return new EventPage.Gone();
        }
        var conditions = Conditions.of(scope, filter).and("e.number > ?", number);
        var events = new ArrayList<InteractionEvent>();
        var size = new long[1];
        var isCut = new boolean[1];
        sql.each(
                FROM + conditions.where() + " ORDER BY e.number LIMIT ?",
                row -> {
                    InteractionEvent event = event(row);
                    size[0] += event.interaction().size();
                    isCut[0] = events.size() == limit || (!events.isEmpty() && size[0] > maxSize);
                    return !isCut[0] && events.add(event);
                },
                conditions.parametersAnd(limit + 1));
        return new EventPage.Kept(events, isCut[0] ? events.getLast().number() : newest, newest);
    }

    /** Every event after a number, in order. */
    static List<InteractionEvent> allAfter(Sql sql, long number) {
        var all = new ArrayList<InteractionEvent>();
        List<InteractionEvent> piece;
        do {
            piece = sql.all(
                    FROM + " WHERE e.number > ? ORDER BY e.number LIMIT ?",
                    LogQueries::event,
                    all.isEmpty() ? number : all.getLast().number(),
                    PIECE);
            all.addAll(piece);
        } while (piece.size() == PIECE);
        return all;
    }

    /**
     * Deletes up to {@code limit} rows: first of the log, in the order of its numbers, then interactions that are settled
     * long enough and that no event tells of any more.
     */
    static int purge(Sql sql, Retention retention, int limit, Instant now) {
        var through = new long[1];
        var events = new int[1];
        Instant oldest = now.minus(retention.events());
        sql.each(
                "SELECT number, at FROM event ORDER BY number LIMIT ?",
                row -> {
                    long number = row.number();
                    if (!row.instant().isBefore(oldest)) {
                        return false;
                    }
                    through[0] = number;
                    events[0]++;
                    return true;
                },
                limit);
        if (events[0] > 0) {
            sql.update("DELETE FROM event WHERE number <= ?", through[0]);
            sql.update("UPDATE log_state SET purged_through = ?", through[0]);
        }
        Instant decidedBefore = now.minus(retention.settled());
        long purged = purgedThrough(sql);
        int rest = limit - events[0];
        sql.update(
                "DELETE FROM settlement WHERE number IN (" + OVER.formatted("settled_number") + ")",
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
