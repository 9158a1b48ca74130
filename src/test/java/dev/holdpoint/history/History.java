package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** All that callers did and were told, and how everything stood when nobody did anything any more. */
record History(Instant start, List<Operation> operations, List<Stream> streams, End end) {

    /**
     * How it stood.
     *
     * @param begin before any of it was read, as in {@link Operation}
     * @param log all events since the first
     */
    record End(long begin, List<JsonNode> interactions, List<Stream.Event> log, JsonNode statistics) {}

    Instant at(long nanos) {
        return start.plusNanos(nanos);
    }
}
