package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.store.TimelineCount;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads a timeline, a turn at a time: first what was asked within the span, then what was decided, each from an index of its
 * times. It tells of the moment of its first turn: what has a later number is left out.
 */
final class TimelineRows implements Readers.Turns<Timeline> {

    /** How many rows a turn looks at. */
    static final int TURN = 2_000;

    private final Scope scope;
    private final Timeline.Span span;
    private final TimelineCount count;

    private long newest = -1;
    private boolean isDecided;

    /** Where the turn begins: right after this row. */
    private Instant time;

    private long sequence = -1;

    TimelineRows(Scope scope, Timeline.Span span) {
        this.scope = scope;
        this.span = span;
        this.time = span.from();
        this.count = new TimelineCount(span);
    }

    @Override
    public Optional<Timeline> next(Sql sql) {
        if (newest < 0) {
            newest = LogQueries.newest(sql);
        }
        int rows = isDecided ? readDecided(sql) : readRequested(sql);
        if (rows == TURN) {
            return Optional.empty();
        }
        if (isDecided) {
            return Optional.of(count.timeline());
        }
        isDecided = true;
        time = span.from();
        sequence = -1;
        return Optional.empty();
    }

    private int readRequested(Sql sql) {
        return read(sql, "requested_at", "s.sequence", "1", row -> count.requested(time));
    }

    private int readDecided(Sql sql) {
        return read(sql, "decided_at", "s.settled_number", "s.requested_at, s.status, s.origin", row -> {
            Instant requestedAt = row.instant();
            Status status = Status.parse(row.text()).orElseThrow();
            Origin origin = Origin.parse(row.text()).orElseThrow();
            count.settled(time, status, origin, requestedAt);
        });
    }

    private interface Counting {
        void count(Row row);
    }

    /** Whether a row is wanted is a column of it, so that no turn looks at more rows than it may. */
    private int read(Sql sql, String column, String number, String columns, Counting counting) {
        Conditions wanted = Conditions.of(scope).and(number + " <= ?", newest);
        var rows = new int[1];
        sql.each(
                statement(wanted, column, columns),
                row -> {
                    rows[0]++;
                    time = row.instant();
                    sequence = row.number();
                    if (row.truth()) {
                        counting.count(row);
                    }
                    return true;
                },
                wanted.parametersAnd(time, sequence, span.to(), TURN));
        return rows[0];
    }

    static String statement(Conditions wanted, String column, String columns) {
        return "SELECT s.%1$s, s.sequence, %2$s, %3$s FROM state s WHERE (s.%1$s, s.sequence) > (?, ?) AND s.%1$s < ?"
                        .formatted(column, wanted.all(), columns)
                + " ORDER BY s.%1$s, s.sequence LIMIT ?".formatted(column);
    }
}
