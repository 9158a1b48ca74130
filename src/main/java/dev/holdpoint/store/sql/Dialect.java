package dev.holdpoint.store.sql;

import dev.holdpoint.store.StoreSize;
import java.sql.SQLException;
import java.util.function.LongSupplier;

/**
 * What one database says otherwise than another. All other SQL is common to them: types that both have, {@code ON
 * CONFLICT DO NOTHING}, {@code LIMIT}. Thread-safe.
 */
public interface Dialect {

    /** Opens a connection that may write, to what is up to date. */
    Sql open();

    Sql openReader();

    /** Begins a transaction beside which nobody else writes. */
    String begin();

    /** Begins a transaction whose reads all see one moment. */
    String beginReading();

    /** Whether a statement failed by what it said, so that the rest of its transaction can still be kept. */
    boolean isOfStatement(SQLException failure);

    /** Whether a statement or a commit failed for want of room: nothing of its transaction was kept. */
    boolean isFull(SQLException failure);

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
