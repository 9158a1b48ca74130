package dev.holdpoint.store.sqlite;

import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.interaction.Timeline.Bucket;
import dev.holdpoint.interaction.Timeline.Percentiles;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Reads what is counted. */
final class Counting {

    private Counting() {}

    static Statistics statistics(Sql sql) throws SQLException {
        var types = new TreeMap<String, Tally>();
        sql.each("SELECT type, requested, resolved, rejected, expired, cancelled FROM tally", row -> {
            var tally = new Tally(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
            types.put(row.getString(1), tally);
            return true;
        });
        long sessions = sql.number("SELECT count(DISTINCT session_id) FROM interaction WHERE status = 'pending'");
        return new Statistics(sessions, types);
    }

    static Timeline timeline(Sql sql, Timeline.Span span) throws SQLException {
        var tallies = new Tally[span.buckets()];
        Arrays.fill(tallies, Tally.NONE);
        sql.each(
                "SELECT requested_at FROM interaction WHERE requested_at >= ? AND requested_at < ?",
                row -> {
                    count(tallies, span, row.getLong(1), Status.PENDING);
                    return true;
                },
                span.from(),
                span.to());
        var decisions = new LongStream.Builder[span.buckets()];
        Arrays.setAll(decisions, bucket -> LongStream.builder());
        sql.each(
                """
                SELECT decided_at, status, origin, decided_at - requested_at FROM interaction
                WHERE decided_at >= ? AND decided_at < ?""",
                row -> {
                    Status status = Status.parse(row.getString(2)).orElseThrow();
                    int bucket = count(tallies, span, row.getLong(1), status);
                    if ("responder".equals(row.getString(3))) {
                        decisions[bucket].add(row.getLong(4));
                    }
                    return true;
                },
                span.from(),
                span.to());
        var buckets = new ArrayList<Bucket>();
        for (int i = 0; i < tallies.length; i++) {
            buckets.add(new Bucket(
                    span.start(i),
                    tallies[i],
                    Percentiles.of(decisions[i].build().toArray())));
        }
        return new Timeline(buckets);
    }

    private static int count(Tally[] tallies, Timeline.Span span, long millis, Status status) {
        int bucket = span.indexOf(Instant.ofEpochMilli(millis));
        tallies[bucket] = tallies[bucket].with(status);
        return bucket;
    }
}
