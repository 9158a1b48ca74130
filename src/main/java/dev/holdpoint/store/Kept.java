package dev.holdpoint.store;

import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.Settlement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an interaction stands in a store: all that decides, none of what is only told. Immutable.
 *
 * @param size how many bytes it takes to tell it as it was asked
 * @param leaseUntil when its lease runs out; null until somebody awaited it, or where it has no lease
 * @param end how it ended; null while it is pending
 */
public record Kept(
        Asked asked,
        int size,
        @Nullable Instant leaseUntil,
        @Nullable End end) {

    /**
     * How an interaction ended.
     *
     * @param number the number of the event that settled it
     * @param by the identifier of who decided; null where nobody did, or nobody knows who
     * @param with the key that the winner had
     */
    public record End(
            long number,
            Instant at,
            @Nullable String by,
            @Nullable Idempotency with) {}

    public long sequence() {
        return asked.sequence();
    }

    public boolean isPending() {
        return end == null;
    }

    /** When it settles by itself: at its deadline, or before when its lease runs out. */
    public Instant due() {
        return isLeaseFirst() && leaseUntil != null ? leaseUntil : asked.expiresAt();
    }

    public boolean isDue(Instant now) {
        return isPending() && !now.isBefore(due());
    }

    /** What it settles as when nobody settled it in time. */
    Settlement dueSettlement(Instant now, @Nullable OnExpiry onExpiry) {
        Instant at = asked.atOrAfter(now);
        if (isLeaseFirst()) {
            return new Settlement(at, Origin.ASKER_LOST, null, new Outcome.Cancelled(null));
        }
        return new Settlement(at, Origin.TIMEOUT, null, onExpiry == null ? new Outcome.Expired() : onExpiry.outcome());
    }

    /** With its end. */
    public Kept ended(long number, Settlement settlement, @Nullable Idempotency with) {
        String by = settlement.by() == null ? null : settlement.by().id();
        return with(new End(number, settlement.at(), by, with));
    }

    /** With what is known of its end. */
    public Kept with(End known) {
        return new Kept(asked, size, leaseUntil, known);
    }

    /** With its lease running out at a moment. */
    public Kept leasedUntil(Instant moment) {
        return new Kept(asked, size, moment, end);
    }

    private boolean isLeaseFirst() {
        return leaseUntil != null && leaseUntil.isBefore(asked.expiresAt());
    }
}
