package dev.holdpoint.store;

import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.NewInteraction;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Settlement;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An interaction as a store keeps it. Immutable.
 *
 * @param sequence the number of the event that asked it
 * @param leaseUntil when its lease runs out; null until somebody awaited it, or where it has no lease
 * @param settledNumber the number of the event that settled it; 0 while it is pending
 * @param askedWith the key it was asked with
 * @param settledWith the key that its winner had
 */
public record Kept(
        long sequence,
        Interaction interaction,
        @Nullable Instant leaseUntil,
        long settledNumber,
        @Nullable Idempotency askedWith,
        @Nullable Idempotency settledWith) {

    /** What {@code asked} becomes when it is made at {@code now}. */
    public static Kept asked(NewInteraction asked, long number, Instant now) {
        var interaction = new Interaction(asked.id(), asked.ask(), now, null);
        Duration lease = asked.ask().lease();
        boolean isAwaited = !asked.awaitedFor().isZero();
        Instant leaseUntil =
                lease != null && isAwaited ? now.plus(asked.awaitedFor()).plus(lease) : null;
        return new Kept(number, interaction, leaseUntil, 0, asked.idempotency(), null);
    }

    /** When it settles by itself: at its deadline, or before when its lease runs out. */
    public Instant due() {
        return isLeaseFirst() && leaseUntil != null ? leaseUntil : interaction.expiresAt();
    }

    public boolean isDue(Instant now) {
        return interaction.isPending() && !now.isBefore(due());
    }

    /** What it settles as when nobody settled it in time. */
    public Settlement dueSettlement(Instant now) {
        Instant decidedAt = decidedAt(now);
        var onExpiry = interaction.ask().onExpiry();
        if (isLeaseFirst()) {
            return new Settlement.Cancelled(decidedAt, Origin.ASKER_LOST, null);
        }
        return onExpiry == null ? new Settlement.Expired(decidedAt) : onExpiry.settlement(decidedAt);
    }

    /** The moment that a settlement at {@code now} is stored at: never before the ask, even where the clock was set back. */
    public Instant decidedAt(Instant now) {
        return now.isBefore(interaction.requestedAt()) ? interaction.requestedAt() : now;
    }

    public Kept settled(Settlement settlement, long number, @Nullable Idempotency winner) {
        return new Kept(sequence, interaction.settledAs(settlement), leaseUntil, number, askedWith, winner);
    }

    /** With its lease, if it has one, running out that long after somebody awaited it for {@code heldFor} more. */
    public Kept held(Instant now, Duration heldFor) {
        Duration lease = interaction.ask().lease();
        return lease == null
                ? this
                : new Kept(sequence, interaction, now.plus(heldFor).plus(lease), settledNumber, askedWith, settledWith);
    }

    private boolean isLeaseFirst() {
        return leaseUntil != null && leaseUntil.isBefore(interaction.expiresAt());
    }
}
