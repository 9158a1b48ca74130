package dev.holdpoint.store.sqlite;

import dev.holdpoint.store.sql.WriterSettings;
import java.nio.file.Path;

/**
 * How the store is set up.
 *
 * @param folder where its files are; made where it is missing
 * @param readers how many connections read at once
 * @param maxPages how large the file may grow, in pages of 4 KiB
 */
public record SqliteSettings(Path folder, WriterSettings writer, int readers, long maxPages) {

    public static final int PAGE_SIZE = 4096;
    public static final long NO_LIMIT = 0xfffffffeL;

    public static SqliteSettings of(Path folder) {
        return new SqliteSettings(folder, new WriterSettings(10_000, 64 << 20), 4, NO_LIMIT);
    }

    public Path file() {
        return folder.resolve("holdpoint.db");
    }
}
