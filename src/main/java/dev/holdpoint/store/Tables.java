package dev.holdpoint.store;

import dev.holdpoint.broker.Hold;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a store keeps, as one transaction sees and changes it. Whoever changes something here has judged it in the same
 * transaction: see {@link Procedures}. Not thread-safe.
 */
public interface Tables {

    /** The store's clock, in whole milliseconds. */
    Instant now();

    /** A number for an event, above all that were ever given; it is used then, whatever becomes of the event. */
    long nextNumber();

    Optional<Kept> find(InteractionId id);

    /** What a caller asked with a key. */
    Optional<Keyed> findKey(Caller caller, String key);

    /** Something that was asked with a key. */
    record Keyed(Kept kept, Idempotency with) {}

    long countPending(Tenant tenant, SessionId session);

    long countPending(Tenant tenant);

    /** What is pending in a session, oldest first. */
    List<Kept> pending(Tenant tenant, SessionId session);

    /** What was due at a moment, the earliest first, {@code limit} at most. */
    List<Kept> due(Instant moment, int limit);

    /** What was due at a moment, the latest first, {@code limit} at most. */
    List<Kept> latestDue(Instant moment, int limit);

    /** What was due at a moment in a session, the earliest first. */
    List<Kept> due(Instant moment, Tenant tenant, SessionId session);

    /** When the next one is due. */
    Optional<Instant> nextDue();

    /**
     * All of an interaction, as it is to be told.
     *
     * @throws UnreadableException where it cannot be read; it is not among what is pending or due any more
     */
    Interaction whole(Kept kept);

    /** Whether there is room to keep something new of so many bytes, and to settle all that is pending then. */
    boolean hasRoomForAsk(long bytes);

    /** Keeps a new interaction, the key it was asked with, and the event that it was. */
    void insert(Kept kept, Interaction asked, @Nullable Idempotency with);

    /** The one statement that names a winner, with its event; to be called for what this transaction read as pending. */
    Interaction settle(Kept kept, Interaction pending, Settlement settlement, @Nullable Idempotency winner);

    /** Sets a process' hold on a pending interaction, in place of the one it had; tells when the longest of all ends. */
    Instant hold(Kept kept, Hold hold);

    /** Keeps when the lease of a pending interaction runs out. */
    void lease(Kept kept);
}
