package dev.holdpoint.broker;

import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * Judges response schemas and responses. Every call takes bounded work, memory and time, fetches nothing and blocks nobody:
 * what takes longer than a moment is done elsewhere, and may fail with {@link OverloadedException} where too much is waiting,
 * or {@link ShuttingDownException}. Thread-safe.
 */
public interface ResponseCheck {

    /** Whether responses can be checked by a schema. */
    Uni<CheckResult> checkSchema(Json schema);

    /** Whether a response satisfies a schema that passed {@link #checkSchema}. */
    Uni<CheckResult> checkResponse(Json schema, Json response);

    /** The built-in schema of a well-known type; empty for any other. */
    Optional<Json> builtIn(InteractionType type);
}
