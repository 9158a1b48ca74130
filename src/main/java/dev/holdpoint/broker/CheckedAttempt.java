package dev.holdpoint.broker;

import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Json;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * An attempt whose response was held against what the interaction asks of it: the store takes no other.
 *
 * @param result what that came to; an attempt that failed settles nothing, but may learn that it came too late
 */
public record CheckedAttempt(Attempt attempt, CheckResult result) {

    /**
     * Checks an attempt.
     *
     * @param schema what a response must satisfy; null where anything will do
     */
    public static Uni<CheckedAttempt> by(ResponseCheck check, @Nullable Json schema, Attempt attempt) {
        Uni<CheckResult> result = schema != null && attempt.decision() instanceof Decision.Resolve resolve
                ? check.checkResponse(schema, resolve.response())
                : Uni.createFrom().item(CheckResult.passed());
        return result.map(came -> new CheckedAttempt(attempt, came));
    }
}
