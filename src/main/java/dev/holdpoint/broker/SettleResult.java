package dev.holdpoint.broker;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.SessionId;

/** What one call to settle did. What it tells about the interaction is durable. */
public sealed interface SettleResult {

    /** This call's settlement is the interaction's. */
    record Won(Interaction interaction) implements SettleResult {}

    /** An earlier call with the same key won; this one changed nothing. */
    record Replayed(Interaction interaction) implements SettleResult {}

    /** Another settlement was first. */
    record Lost(Interaction interaction) implements SettleResult {}

    /**
     * The call was not entitled to settle; the interaction is as it was.
     *
     * @param session the interaction's own
     */
    record Refused(Refusal refusal, SessionId session) implements SettleResult {}

    /**
     * The caller sees the interaction, and may not do that to it.
     *
     * @param lacks what it would need
     * @param session the interaction's own
     */
    record Forbidden(Permission lacks, SessionId session) implements SettleResult {}

    /** The response was not found to satisfy the interaction's schema; the interaction is still pending. */
    record Invalid(CheckResult.Failure why) implements SettleResult {}

    /** The caller sees no such interaction, or not any more. */
    record Unknown() implements SettleResult {}

    /** Why a call was not entitled to settle. */
    enum Refusal {
        WRONG_SESSION,

        /** Whoever asked does not decide it. */
        OWN_REQUEST,
        KEY_REUSED
    }
}
