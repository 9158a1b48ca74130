package dev.holdpoint.store.sql;

import java.time.Duration;

/** Hears how the store is doing; for metrics. Called on its threads, must not block. */
public interface StoreObserver {

    StoreObserver NONE = (operations, commit) -> {};

    /**
     * A transaction was committed.
     *
     * @param operations how many it held
     * @param commit how long the commit itself took, the fsync included
     */
    void onCommit(int operations, Duration commit);

    /** An interaction cannot be read, and was set aside; told once for each, until the next start. */
    default void onUnreadable() {}
}
