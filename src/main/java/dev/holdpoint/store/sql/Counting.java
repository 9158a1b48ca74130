package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.interaction.Timeline.Bucket;
import dev.holdpoint.interaction.Timeline.Percentiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Reads what is counted. */
final class Counting {

    private Counting() {}

    static Statistics statistics(Sql sql, Scope scope) {
        var types = new TreeMap<String, Tally>();
        Conditions tallied = tallied(scope);
        sql.each(
                "SELECT type, requested, resolved, rejected, expired, cancelled FROM tally s" + tallied.where(),
                row -> {
                    String type = row.text();
                    var tally = new Tally(row.number(), row.number(), row.number(), row.number(), row.number());
                    types.merge(type, tally, Tally::plus);
                    return true;
                },
                tallied.parameters());
        Conditions pending = Queries.onlyPending(Conditions.of(scope));
        long sessions = sql.number(
                "SELECT count(*) FROM (SELECT DISTINCT s.session_id, s.tenant FROM state s" + pending.where() + ") d",
                pending.parameters());
        return new Statistics(sessions, types);
    }

    static Timeline timeline(Sql sql, Scope scope, Timeline.Span span) {
        var tallies = new Tally[span.buckets()];
        Arrays.fill(tallies, Tally.NONE);
        Conditions requested =
                Conditions.of(scope).and("s.requested_at >= ? AND s.requested_at < ?", span.from(), span.to());
        sql.each(
                "SELECT s.requested_at FROM state s" + requested.where(),
                row -> {
                    count(tallies, span, row.instant(), Status.PENDING);
                    return true;
                },
                requested.parameters());
        var decisions = new LongStream.Builder[span.buckets()];
        Arrays.setAll(decisions, bucket -> LongStream.builder());
        Conditions decided = Conditions.of(scope).and("s.decided_at >= ? AND s.decided_at < ?", span.from(), span.to());
        sql.each(
                "SELECT s.decided_at, s.requested_at, s.status, s.origin FROM state s" + decided.where(),
                row -> {
                    Instant at = row.instant();
                    Instant requestedAt = row.instant();
                    int bucket =
                            count(tallies, span, at, Status.parse(row.text()).orElseThrow());
                    if (Origin.RESPONDER.toString().equals(row.text())) {
                        decisions[bucket].add(Duration.between(requestedAt, at).toMillis());
                    }
                    return true;
                },
                decided.parameters());
        var buckets = new ArrayList<Bucket>();
        for (int i = 0; i < tallies.length; i++) {
            buckets.add(new Bucket(
                    span.start(i),
                    tallies[i],
                    Percentiles.of(decisions[i].build().toArray())));
        }
        return new Timeline(buckets);
    }

    /** Totals are kept by tenant and type. */
    private static Conditions tallied(Scope scope) {
        return switch (scope) {
            case Scope.Everything() -> new Conditions();
            case Scope.Within within ->
                new Conditions()
                        .in(
                                "s.tenant",
                                within.tenants().stream().map(Tenant::name).toList())
                        .in(
                                "s.type",
                                within.limits().types().stream()
                                        .map(InteractionType::value)
                                        .toList());
        };
    }

    private static int count(Tally[] tallies, Timeline.Span span, Instant at, Status status) {
        int bucket = span.indexOf(at);
        tallies[bucket] = tallies[bucket].with(status);
        return bucket;
    }
}
