package dev.holdpoint.broker;

import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Violation;
import java.util.List;
import java.util.Optional;

/** Judges response schemas and responses. Every call takes bounded time and fetches nothing. Thread-safe. */
public interface ResponseCheck {

    /** What is wrong with a schema; empty where responses can be checked by it. */
    List<Violation> checkSchema(Json schema);

    /** What is wrong with a response by a schema that passed {@link #checkSchema}; empty where it satisfies it. */
    List<Violation> checkResponse(Json schema, Json response);

    /** The built-in schema of a well-known type; empty for any other. */
    Optional<Json> builtIn(InteractionType type);
}
