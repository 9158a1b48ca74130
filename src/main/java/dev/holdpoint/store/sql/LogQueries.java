package dev.holdpoint.store.sql;

import dev.holdpoint.broker.EventPage;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionEvent.Kind;
import dev.holdpoint.interaction.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the log. Of a purged event only that stays which tells how an interaction ended, as long as that is kept: everything
 * up to {@code purged_through} is out of the log.
 */
final class LogQueries {

    /** How far one read looks where no index says what is wanted, in numbers. */
    static final int TURN = 2_000;

    private static final int PIECE = 500;
    static final String FROM = "SELECT t.number, t.kind, t.at, " + Rows.WHOLE
            + " FROM event t JOIN state s ON s.sequence = t.sequence JOIN payload p ON p.sequence = s.sequence";

    private LogQueries() {}

    static String text(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static Kind kind(String text) {
        return Kind.valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The last event in the log, or the last that was purged where it is empty. */
    static long newest(Sql sql) {
        return sql.number("SELECT max(newest) FROM (SELECT max(number) AS newest FROM event"
                + " UNION ALL SELECT purged_through FROM log_state) n");
    }

    static long purgedThrough(Sql sql) {
        return sql.number("SELECT purged_through FROM log_state");
    }

    static EventPage after(
            Sql sql, long number, Scope scope, Filter filter, int limit, int maxSize, Unreadable unreadable) {
        long newest = newest(sql);
        if (number < purgedThrough(sql) || number > newest) {
            return new EventPage.Gone();
        }
        var piece = new LogPiece(limit, maxSize, unreadable);
        var numbers = EventNumbers.of(scope, filter);
        if (newest - number > TURN && numbers.areIndexed(sql)) {
            boolean isAll = readEach(sql, numbers.after(sql, number, piece.wanted()), piece);
            return piece.upTo(newest, isAll, newest);
        }
        long end = Math.min(newest, number + TURN);
        return piece.upTo(end, readAll(sql, Conditions.of(scope, filter), number, end, piece), newest);
    }

    /** Every event after a number, in order, but for those that cannot be read. */
    static List<InteractionEvent> allAfter(Sql sql, long number, Unreadable unreadable) {
        var all = new ArrayList<InteractionEvent>();
        var last = new long[] {number};
        var rows = new int[1];
        do {
            rows[0] = 0;
            sql.each(
                    FROM + " WHERE t.number > ? ORDER BY t.number LIMIT ?",
                    row -> {
                        rows[0]++;
                        last[0] = row.numberAt(1);
                        event(row, unreadable).ifPresent(all::add);
                        return true;
                    },
                    last[0],
                    PIECE);
        } while (rows[0] == PIECE);
        return all;
    }

    static Optional<InteractionEvent> event(Row row, Unreadable unreadable) {
        return unreadable.read(
                row.numberAt(4),
                () -> new InteractionEvent(row.number(), kind(row.text()), row.instant(), Rows.interaction(row)));
    }

    /** Whether that was all there is. */
    private static boolean readEach(Sql sql, List<Long> numbers, LogPiece piece) {
        for (long number : numbers) {
            if (piece.isCut()) {
                break;
            }
            sql.each(FROM + " WHERE t.number = ?", piece::take, number);
        }
        return numbers.size() < piece.wanted();
    }

    private static boolean readAll(Sql sql, Conditions wanted, long after, long end, LogPiece piece) {
        int limit = piece.wanted();
        var rows = new int[1];
        sql.each(
                FROM + wanted.and("t.number > ? AND t.number <= ?", after, end).where() + " ORDER BY t.number LIMIT ?",
                row -> {
                    rows[0]++;
                    return piece.take(row);
                },
                wanted.parametersAnd(limit));
        return rows[0] < limit;
    }
}
