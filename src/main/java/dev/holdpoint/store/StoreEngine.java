package dev.holdpoint.store;

import dev.holdpoint.access.SignIns;
import dev.holdpoint.access.Tokens;
import dev.holdpoint.broker.Archive;
import dev.holdpoint.broker.EventLog;
import dev.holdpoint.broker.Store;
import io.smallrye.mutiny.Uni;

/** All that keeps, in one piece: what is made where the service starts, and closed where it stops. */
public interface StoreEngine extends Store, EventLog, Archive, Tokens, SignIns, AutoCloseable {

    /** Whether the last attempt to write succeeded. */
    boolean isAvailable();

    /**
     * Whether its writer goes on; {@code false} once it is gone or has stood still for ten seconds. One that waits for its
     * database is alive, and not available.
     */
    boolean isAlive();

    /** How many are pending, of all tenants. */
    Uni<PendingCount> countPending();

    /** How much it keeps, and may take yet. */
    Uni<StoreSize> size();

    /** How many writes are waiting. */
    int queued();

    /** Finishes what was taken, refuses the rest, lets go of everything. */
    @Override
    void close();
}
