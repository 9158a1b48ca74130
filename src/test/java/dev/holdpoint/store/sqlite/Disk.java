package dev.holdpoint.store.sqlite;

import dev.holdpoint.interaction.Store;

/** The disk under a running SQLite store, as a test would have it. */
public final class Disk {

    private Disk() {}

    /** Takes the room away or gives it back: how many pages the file may have once it is opened again. */
    public static void limit(Store store, long pages) {
        ((SqliteStore) store).limit(pages);
    }

    public static void unlimited(Store store) {
        limit(store, SqliteSettings.NO_LIMIT);
    }
}
