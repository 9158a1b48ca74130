package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.interaction.Timeline.Bucket;
import dev.holdpoint.interaction.Timeline.Percentiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Reads a timeline, a turn at a time: first what was asked within the span, then what was decided, each from an index of its
 * times. It tells of the moment of its first turn: what has a later number is left out.
 */
final class TimelineRows implements Readers.Turns<Timeline> {

    /** How many rows a turn looks at. */
    static final int TURN = 2_000;

    private final Scope scope;
    private final Timeline.Span span;
    private final Tally[] tallies;
    private final LongStream.Builder[] decisions;

    private long newest = -1;
    private boolean isDecided;

    /** Where the turn begins: right after this row. */
    private Instant time;

    private long sequence = -1;

    TimelineRows(Scope scope, Timeline.Span span) {
        this.scope = scope;
        this.span = span;
        this.time = span.from();
        this.tallies = new Tally[span.buckets()];
        Arrays.fill(tallies, Tally.NONE);
        this.decisions = new LongStream.Builder[span.buckets()];
        Arrays.setAll(decisions, bucket -> LongStream.builder());
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
            return Optional.of(timeline());
        }
        isDecided = true;
        time = span.from();
        sequence = -1;
        return Optional.empty();
    }

    private int readRequested(Sql sql) {
        return read(sql, "requested_at", "s.sequence", "1", row -> count(time, Status.PENDING));
    }

    private int readDecided(Sql sql) {
        return read(sql, "decided_at", "s.settled_number", "s.requested_at, s.status, s.origin", row -> {
            Instant requestedAt = row.instant();
            int bucket = count(time, Status.parse(row.text()).orElseThrow());
            if (Origin.RESPONDER.toString().equals(row.text())) {
                decisions[bucket].add(Duration.between(requestedAt, time).toMillis());
            }
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

    private int count(Instant at, Status status) {
        int bucket = span.indexOf(at);
        tallies[bucket] = tallies[bucket].with(status);
        return bucket;
    }

    private Timeline timeline() {
        var buckets = new ArrayList<Bucket>();
        for (int i = 0; i < tallies.length; i++) {
            buckets.add(new Bucket(
                    span.start(i),
                    tallies[i],
                    Percentiles.of(decisions[i].build().toArray())));
        }
        return new Timeline(buckets);
    }
}
