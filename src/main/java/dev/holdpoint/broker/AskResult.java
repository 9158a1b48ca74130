package dev.holdpoint.broker;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Violation;
import java.util.List;

/** What one call to ask did. What it tells about the interaction is durable. */
public sealed interface AskResult {

    /** The interaction was made; it is told as it stands now, or when the wait was over. */
    record Created(Interaction interaction) implements AskResult {}

    /** An earlier call with the same key made it. */
    record Replayed(Interaction interaction) implements AskResult {}

    /** The key was used before to ask for something else. */
    record KeyReused() implements AskResult {}

    /** The session, or the tenant, has as many pending as it may. */
    record TooManyPending(PendingLimits.Full full, int limit) implements AskResult {}

    /**
     * The caller may not ask that.
     *
     * @param pointer the place in the body that it is about; empty where it may not ask at all
     */
    record Forbidden(String pointer, String why) implements AskResult {}

    /** Nobody answers oneself by silence: what whoever asked may not decide has no answer by default. */
    record OwnDefault() implements AskResult {}

    /** What is asked is not what can be asked. */
    record Invalid(List<Violation> violations) implements AskResult {}

    /** The response schema is none, or nothing can be checked by it in bounded time. */
    record InvalidSchema(CheckResult.Failure why) implements AskResult {}

    /** The default settlement's response fails the schema. */
    record InvalidDefault(CheckResult.Violated why) implements AskResult {}
}
