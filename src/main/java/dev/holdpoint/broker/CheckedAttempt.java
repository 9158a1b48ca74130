package dev.holdpoint.broker;

import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attempt whose response was held against what the interaction asks of it: the store takes no other.
 *
 * @param violations what is wrong with the response; such an attempt settles nothing, but may learn that it came too late
 */
public record CheckedAttempt(Attempt attempt, List<Violation> violations) {

    public CheckedAttempt {
        violations = List.copyOf(violations);
    }

    /**
     * Checks an attempt; may take its time.
     *
     * @param schema what a response must satisfy; null where anything will do
     */
    public static CheckedAttempt by(ResponseCheck check, @Nullable Json schema, Attempt attempt) {
        return schema != null && attempt.decision() instanceof Decision.Resolve resolve
                ? new CheckedAttempt(attempt, check.checkResponse(schema, resolve.response()))
                : new CheckedAttempt(attempt, List.of());
    }
}
