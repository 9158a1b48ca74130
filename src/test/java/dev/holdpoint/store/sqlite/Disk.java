package dev.holdpoint.store.sqlite;

import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sql.Opened;

/** The disk under a running SQLite store, as a test would have it. */
public final class Disk {

    private Disk() {}

    /** Takes the room away or gives it back: how many pages the file may have once it is opened again. */
    public static void limit(StoreEngine store, long pages) {
        ((Database) Opened.dialect(store)).limit(pages);
    }

    public static void unlimited(StoreEngine store) {
        limit(store, SqliteSettings.NO_LIMIT);
    }
}
