package dev.holdpoint.broker;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * Somebody who awaits an interaction, and gets exactly one answer: the settlement, the interaction still pending when
 * the wait is over, or a failure. Thread-safe: whoever completes the answer first gives it.
 */
final class Waiter {

    private final InteractionId id;
    private final Instant until;
    private final CompletableFuture<Interaction> answer = new CompletableFuture<>();

    /** Whether a lease begins when the last waiter leaves; set once it is known, by the thread that awaits. */
    private volatile boolean leased;

    Waiter(InteractionId id, Instant until) {
        this.id = id;
        this.until = until;
    }

    InteractionId id() {
        return id;
    }

    /** When the wait is over. */
    Instant until() {
        return until;
    }

    CompletableFuture<Interaction> answer() {
        return answer;
    }

    boolean isLeased() {
        return leased;
    }

    void markLeased() {
        leased = true;
    }
}
