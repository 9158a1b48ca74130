package dev.holdpoint.broker;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What keeps interactions, and the only one that decides: every settlement is one conditional update, <em>set this where
 * the status is still pending</em>, and its result names the winner. A settlement that reaches the store when the
 * interaction is due (its deadline or its lease has passed by the store's clock) loses: the same transaction settles it
 * as due. Moments to come are told as durations, for the store's clock may be another than this process'.
 *
 * <p>When a {@code Uni} completes, what it tells is durable, and every read that begins afterwards sees it. Any of them
 * may fail with {@link StoreUnavailableException} or {@link OverloadedException}. Thread-safe; no call blocks.
 */
public interface Store {

    /** Makes an interaction, its event and its key in one transaction. */
    Uni<CreateResult> create(Caller caller, NewInteraction interaction);

    /** Settles an interaction if it is still pending and the caller may. */
    Uni<SettleResult> settle(Caller caller, CheckedAttempt attempt);

    /**
     * Sets how long a process holds a pending interaction that has a lease: it runs out a lease after the longest hold
     * of all. What {@code hold} gives is asked when the write is done, so that the last write tells the truth.
     *
     * @return when the interaction is due then, or how it had settled
     */
    Uni<Optional<Held>> hold(InteractionId id, Supplier<Hold> hold);

    /**
     * Has {@code lost} run each time when this process was taken for dead, for the store had not heard of it, and nothing is
     * held by it any more; to be called once.
     */
    default void onHoldsLost(Runnable lost) {}

    /** Cancels all that is pending in a session and that the caller sees, in one transaction; tells how many. */
    Uni<Integer> cancelSession(Caller caller, SessionId session, String reason);

    /** Settles up to {@code limit} interactions that are due, or as many as can be told at once. */
    Uni<Sweep> expire(int limit);

    Uni<Optional<Interaction>> find(Scope scope, InteractionId id);

    /** What the caller asked with a key. */
    Uni<Optional<Idempotency>> findKey(Caller caller, String key);

    /** What a response must satisfy, whoever sees it; empty where there is no such interaction. */
    Uni<Optional<Requirement>> requirement(InteractionId id);

    /**
     * How an interaction is held.
     *
     * @param settled the interaction where it is not pending any more, and is held by nobody
     * @param dueIn how long until it is due; zero or less where that has passed
     */
    record Held(Optional<Interaction> settled, Duration dueIn) {}
}
