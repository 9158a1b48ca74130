package dev.holdpoint.store.sql;

import dev.holdpoint.store.StoreSize;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What one database says otherwise than another. All other SQL is common to them: types that both have, {@code ON
 * CONFLICT DO NOTHING}, {@code LIMIT}; what is only spelt otherwise is {@link Spelling}'s. Thread-safe.
 */
public interface Dialect {

    /** Opens a connection that may write, to what is up to date. */
    Sql open();

    Sql openReader();

    /**
     * Begins a transaction beside which nobody else writes.
     *
     * @param clock that of this process, for a database that goes by it
     */
    Beginning begin(Sql sql, InstantSource clock);

    /**
     * What a transaction of the writer's begins with.
     *
     * @param clock what it goes by
     * @param newest the number of the last event then, where others give numbers too; 0 where nobody does
     */
    record Beginning(InstantSource clock, long newest) {}

    /** Keeps what a transaction of the writer's did, and where events are in it, lets others hear of it. */
    void commit(Sql sql, boolean hasEvents);

    /**
     * What became of the last transaction, which failed; asked on a new connection, before all else there.
     *
     * @param isCommitting whether it was about to be kept
     */
    Fate fate(Sql sql, boolean isCommitting);

    /** What became of a transaction. */
    enum Fate {
        KEPT,
        NOT_KEPT,
        /** It was kept if its events are in the log. */
        TOLD_BY_LOG
    }

    /** How long callers wait for the database, which may be away; empty where it is a file. */
    Optional<Patience> patience();

    /**
     * How long callers wait at most for what they are told then that the store is unavailable.
     *
     * @param write from when it queues up
     * @param quick the same of a read that is quick
     * @param turn the same of a turn of any other
     */
    record Patience(Duration write, Duration quick, Duration turn) {}

    /** Begins a transaction whose reads all see one moment. */
    void beginReading(Sql sql);

    void endReading(Sql sql);

    /** The other processes that use the same database; empty where there can be none. */
    Optional<Others> others();

    /** Whether a statement failed by what it said, so that the rest of its transaction can still be kept. */
    boolean isOfStatement(SQLException failure);

    /** Whether a statement or a commit failed for want of room: nothing of its transaction was kept. */
    boolean isFull(SQLException failure);

    /**
     * Whether what is large goes by whole months, without a row being deleted: payloads stand by the month in which they were
     * asked, and large responses beside their events, by that in which they were given.
     */
    default boolean keepsByMonth() {
        return false;
    }

    /** What need not be kept is gone, but for what goes by months. In a transaction of the writer's: returns at once. */
    default void onPurged(Instant now) {}

    /**
     * Whether something new can be kept, with room left to settle all that is pending then. Called by the writer only.
     *
     * @param bytes what it takes
     * @param pending tells how many are pending now; asked where it matters
     */
    boolean hasRoomForAsk(Sql sql, long bytes, LongSupplier pending);

    /** How much is kept, and may be taken yet. */
    StoreSize size(Sql sql);

    /** Writes something and takes it back; fails where nothing can be written. */
    void probe(Sql sql);

    /** Does what is to be done before the last connection is closed. */
    void leave(Sql sql);
}
