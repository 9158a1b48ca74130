package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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

    /**
     * Something was away, or had just come back, so that what takes its time then is nobody's fault.
     *
     * @param at which replica was, or was without the database; empty for all of them
     */
    public record Outage(Of of, Optional<String> at, long begin, long end) {

        /** What was away. */
        public enum Of {
            /** A replica: killed, stopped, or starting. */
            REPLICA,
            /** The database: writes are refused then, but in time. */
            DATABASE
        }

        boolean isOf(String replica) {
            return at.isEmpty() || at.get().equals(replica);
        }

        /** Whether all are concerned, whom any of them could do for. */
        boolean isOfAll() {
            return at.isEmpty();
        }
    }

    Instant at(long nanos) {
        return start.plusNanos(nanos);
    }

    /** Nanoseconds from the start to a moment of the service's clock. */
    long nanos(Instant moment) {
        return Duration.between(start, moment).toNanos();
    }

    /** Whether nothing of that kind was away at any moment from the one to the other. */
    boolean isCalm(long from, long to, Predicate<Outage> kind) {
        return outages.stream().noneMatch(outage -> outage.begin <= to && from <= outage.end && kind.test(outage));
    }
}
