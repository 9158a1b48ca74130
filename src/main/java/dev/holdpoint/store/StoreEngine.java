package dev.holdpoint.store;

import dev.holdpoint.broker.Archive;
import dev.holdpoint.broker.EventLog;
import dev.holdpoint.broker.Store;

/** All that keeps, in one piece: what is made where the service starts, and closed where it stops. */
public interface StoreEngine extends Store, EventLog, Archive, AutoCloseable {

    /** Whether the last attempt to write succeeded. */
    boolean isAvailable();

    /** How many writes are waiting. */
    int queued();

    /** Finishes what was taken, refuses the rest, lets go of everything. */
    @Override
    void close();
}
