package dev.holdpoint.store;

import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.interaction.Timeline.Bucket;
import dev.holdpoint.interaction.Timeline.Percentiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.LongStream;

/** Counts what was asked and settled into a timeline; what is outside of its span does not count. Not thread-safe. */
public final class TimelineCount {

    private final Timeline.Span span;
    private final Tally[] tallies;
    private final LongStream.Builder[] decisions;

    public TimelineCount(Timeline.Span span) {
        this.span = span;
        this.tallies = new Tally[span.buckets()];
        Arrays.fill(tallies, Tally.NONE);
        this.decisions = new LongStream.Builder[span.buckets()];
        Arrays.setAll(decisions, bucket -> LongStream.builder());
    }

    public void requested(Instant at) {
        count(at, Status.PENDING);
    }

    /** A settlement; how long it took counts where somebody decided. */
    public void settled(Instant at, Status status, Origin origin, Instant requestedAt) {
        count(at, status);
        if (origin == Origin.RESPONDER && span.contains(at)) {
            decisions[span.indexOf(at)].add(Duration.between(requestedAt, at).toMillis());
        }
    }

    public Timeline timeline() {
        var buckets = new ArrayList<Bucket>();
        for (int i = 0; i < tallies.length; i++) {
            buckets.add(new Bucket(
                    span.start(i),
                    tallies[i],
                    Percentiles.of(decisions[i].build().toArray())));
        }
        return new Timeline(buckets);
    }

    private void count(Instant at, Status status) {
        if (span.contains(at)) {
            int bucket = span.indexOf(at);
            tallies[bucket] = tallies[bucket].with(status);
        }
    }
}
