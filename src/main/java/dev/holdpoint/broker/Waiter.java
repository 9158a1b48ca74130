package dev.holdpoint.broker;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who awaits an interaction, and gets exactly one answer: the settlement, that the wait is over, or a failure. It
 * holds nothing of what is asked, for there are many waiters and they wait long. Thread-safe: whoever completes the answer
 * first gives it.
 */
final class Waiter {

    private final InteractionId id;
    private final Instant until;
    private final CompletableFuture<@Nullable Interaction> answer = new CompletableFuture<>();

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

    /** The settlement; null where the wait is over. */
    CompletableFuture<@Nullable Interaction> answer() {
        return answer;
    }

    boolean isLeased() {
        return leased;
    }

    void markLeased() {
        leased = true;
    }
}
