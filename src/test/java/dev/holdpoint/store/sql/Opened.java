package dev.holdpoint.store.sql;

import dev.holdpoint.store.StoreEngine;

/** What a running store was opened with. */
public final class Opened {

    private Opened() {}

    public static Dialect dialect(StoreEngine store) {
        return ((SqlStore) store).dialect();
    }
}
