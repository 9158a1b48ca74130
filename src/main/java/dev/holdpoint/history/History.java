package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All that callers did and were told, and how everything stood when nobody did anything any more.
 *
 * @param start by the clock of the service
 */
public record History(Instant start, List<Operation> operations, List<Stream> streams, List<Outage> outages, End end) {

    /**
     * How it stood.
     *
     * @param begin before any of it was read, as in {@link Operation}
     * @param log all events since the first
     * @param statistics what was counted from the beginning to the end
     */
    public record End(long begin, List<JsonNode> interactions, List<Stream.Event> log, JsonNode statistics) {}

    /** Something was away, or had just come back, so that what takes its time then is nobody's fault. */
    public record Outage(Of of, long begin, long end) {

        /** What was away. */
        public enum Of {
            /** A replica: killed, stopped, or starting. */
            REPLICA,
            /** The database, for all or for one replica: writes are refused then, but in time. */
            DATABASE
        }
    }

    Instant at(long nanos) {
        return start.plusNanos(nanos);
    }

    /** Nanoseconds from the start to a moment of the service's clock. */
    long nanos(Instant moment) {
        return Duration.between(start, moment).toNanos();
    }

    /** Whether all was there from the one moment to the other. */
    boolean isCalm(long from, long to) {
        return outages.stream().noneMatch(outage -> outage.begin <= to && from <= outage.end);
    }

    boolean isCalm(Outage.Of of, long from, long to) {
        return outages.stream().noneMatch(outage -> outage.of == of && outage.begin <= to && from <= outage.end);
    }
}
