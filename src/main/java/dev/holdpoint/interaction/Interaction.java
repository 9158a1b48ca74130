package dev.holdpoint.interaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One question put to people: what is asked, and how it stands. Immutable.
 *
 * @param requestedAt when the store made it, in whole milliseconds
 * @param settlement how it ended; null while it is pending
 */
public record Interaction(
        InteractionId id,
        Ask ask,
        Instant requestedAt,
        @Nullable Settlement settlement) {

    public boolean isPending() {
        return settlement == null;
    }

    public Status status() {
        return settlement == null ? Status.PENDING : settlement.status();
    }

    /** When it settles by itself. */
    public Instant expiresAt() {
        return requestedAt.plus(ask.timeout());
    }

    public Interaction settledAs(Settlement winner) {
        if (settlement != null) {
            throw new IllegalStateException("interaction " + id + " is already " + status());
        }
        return new Interaction(id, ask, requestedAt, winner);
    }

    /** This interaction as it was asked. */
    public Interaction asAsked() {
        return settlement == null ? this : new Interaction(id, ask, requestedAt, null);
    }
}
