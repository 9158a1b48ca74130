package dev.holdpoint.interaction;

import java.time.Instant;
import java.util.List;

/** What one call to ask did. What it tells about the interaction is durable. */
public sealed interface AskResult {

    /**
     * The interaction was made.
     *
     * @param due when it will settle by itself at the earliest, by the store's clock
     */
    record Created(Interaction interaction, Instant due) implements AskResult {}

    /** An earlier call with the same key made it. */
    record Replayed(Interaction interaction) implements AskResult {}

    /** The key was used before to ask for something else. */
    record KeyReused() implements AskResult {}

    /** The session has as many pending as it may. */
    record TooManyPending(int limit) implements AskResult {}

    /** The response schema is none, or could not be checked in bounded time. */
    record InvalidSchema(List<Violation> violations) implements AskResult {}

    /** The default settlement's response fails the schema. */
    record InvalidDefault(List<Violation> violations) implements AskResult {}
}
