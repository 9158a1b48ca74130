package dev.holdpoint.interaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One question put to people: what is asked, and how it stands. Immutable.
 *
 * @param requestedAt when the store made it, in whole milliseconds
 * @param requestedBy who asked; null where nobody knows
 * @param family of whom that is one; null for that of the anonymous callers
 * @param settlement how it ended; null while it is pending
 */
public record Interaction(
        InteractionId id,
        Tenant tenant,
        Ask ask,
        Instant requestedAt,
        @Nullable Identity requestedBy,
        @Nullable Family family,
        @Nullable Settlement settlement) {

    /** What an interaction takes beside what callers say: the members' names, identifier, type, times and words. */
    private static final int FRAME = 700;

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
        return new Interaction(id, tenant, ask, requestedAt, requestedBy, family, winner);
    }

    /** How many bytes of UTF-8 it takes at most where it is told as JSON. */
    public int size() {
        int size = FRAME + ask.size() + size(requestedBy);
        if (settlement != null) {
            Json response = settlement.response();
            String reason = settlement.reason();
            size += response == null ? 0 : response.size();
            size += reason == null ? 0 : Sizes.quoted(reason);
            size += size(settlement.by());
        }
        return size;
    }

    /** How many bytes of memory it holds, about; told without a look at its texts. */
    public int weight() {
        int length = ask.length();
        if (settlement != null) {
            Json response = settlement.response();
            length += response == null ? 0 : response.text().length();
        }
        return FRAME + 2 * length;
    }

    private static int size(@Nullable Identity identity) {
        if (identity == null) {
            return 0;
        }
        String name = identity.name();
        return Sizes.quoted(identity.id()) + (name == null ? 0 : Sizes.quoted(name)) + 40;
    }
}
