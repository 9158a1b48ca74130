package dev.holdpoint.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.history.Answer;
import dev.holdpoint.history.Call;
import dev.holdpoint.history.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How far the service's clock is from that of its callers: whatever was made in answer to a call was made between its begin
 * and its end.
 *
 * @param start when the history began, by the callers' clock
 */
record ClockOffset(Instant start) {

    private static final long MILLI = 1_000_000;

    /** When the history began by the service's clock; as by the callers' where that may be. */
    Instant serviceTime(List<Operation> operations) {
        long least = Long.MIN_VALUE;
        long most = Long.MAX_VALUE;
        for (Operation operation : operations) {
            Answer answer = operation.answer();
            JsonNode requestedAt = answer.body().path("requestedAt");
            if (operation.call() instanceof Call.Ask
                    && answer.isSuccess()
                    && !answer.replayed()
                    && requestedAt.isTextual()) {
                long made = Duration.between(start, Instant.parse(requestedAt.asText()))
                        .toNanos();
                least = Math.max(least, made - operation.end());
                most = Math.min(most, made + MILLI - operation.begin());
            }
        }
        boolean isSame = least <= 0 && most >= 0;
        return isSame ? start : start.plusNanos(least / 2 + most / 2);
    }
}
