package dev.holdpoint.store.sql;

import java.time.Duration;

/** Hears how the writer is doing; for metrics. Called on the writer's thread, must not block. */
public interface StoreObserver {

    StoreObserver NONE = (operations, commit) -> {};

    /**
     * A transaction was committed.
     *
     * @param operations how many it held
     * @param commit how long the commit itself took, the fsync included
     */
    void onCommit(int operations, Duration commit);
}
