package dev.holdpoint.interaction;

import java.util.List;

/**
 * What one call to settle did. What it tells about the interaction is durable. Only the store answers {@link Unchecked},
 * only the front door {@link Invalid}.
 */
public sealed interface SettleResult {

    /** This call's settlement is the interaction's. */
    record Won(Interaction interaction) implements SettleResult {}

    /** An earlier call with the same key won; this one changed nothing. */
    record Replayed(Interaction interaction) implements SettleResult {}

    /** Another settlement was first. */
    record Lost(Interaction interaction) implements SettleResult {}

    /** The call was not entitled to settle; the interaction is as it was. */
    record Refused(Interaction interaction, Refusal refusal) implements SettleResult {}

    /** The response must satisfy a schema first, and nobody has checked that; the interaction is still pending. */
    record Unchecked(Json schema, Json response) implements SettleResult {}

    /** The response fails the interaction's schema; the interaction is still pending. */
    record Invalid(List<Violation> violations) implements SettleResult {}

    /** There is no such interaction, or not any more. */
    record Unknown() implements SettleResult {}

    /** Why a call was not entitled to settle. */
    enum Refusal {
        WRONG_SESSION,
        KEY_REUSED
    }
}
