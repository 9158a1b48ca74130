package dev.holdpoint.store.sqlite;

import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.store.sql.Sql;
import java.io.File;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How much room there is, within the limit of the file and on its disk, and what of it is kept for what is pending. Asks end
 * before the room does, so that whatever was taken can be settled, removed and let go. Used by the writer's thread only.
 *
 * <p>Within the limit each pending interaction has room set aside for the largest settlement. The disk is not ours alone: of
 * that a fixed part is left.
 */
final class Room {

    private static final long PAGE = SqliteSettings.PAGE_SIZE;

    /** What tables and indexes may grow by beside what is kept in them. */
    private static final long GROWTH = 12 * PAGE;

    /** What is left at any time: deleting needs some pages too. */
    private static final long FLOOR = 64 * PAGE;

    /** The largest response with the longest reason, in an event, and the row of what it settles moved to another page. */
    static final long SETTLEMENT = Sizes.RESPONSE + (24 << 10);

    private static final long ON_DISK = 16L << 20;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final long maxPages;
    private final File folder;

    private long lookedAt;
    private long freeOnDisk = -1;

    Room(SqliteSettings settings) {
        this.maxPages = settings.maxPages();
        this.folder = settings.folder().toFile();
    }

    /** Whether something new of so many bytes can be kept, and all that is pending then be settled. */
    boolean isForAsk(Sql sql, long bytes, LongSupplier pending) {
        return isOnDisk(bytes) && (isUnlimited() || isInFile(sql, bytes, pending.getAsLong() + 1));
    }

    private boolean isInFile(Sql sql, long bytes, long pending) {
        return left(sql) - withPages(bytes) >= FLOOR + pending * SETTLEMENT;
    }

    private boolean isUnlimited() {
        return maxPages >= SqliteSettings.NO_LIMIT;
    }

    private long left(Sql sql) {
        return PAGE * (maxPages - sql.number("PRAGMA page_count") + sql.number("PRAGMA freelist_count"));
    }

    /** A page of a long value holds a little less than a page. */
    private static long withPages(long bytes) {
        return bytes + bytes / 500 + GROWTH;
    }

    /** A disk that does not say how large it is may have any room. */
    private boolean isOnDisk(long bytes) {
        long now = System.nanoTime();
        if (freeOnDisk < 0 || now - lookedAt > LOOK_AGAIN_NANOS) {
            long total = folder.getTotalSpace();
            freeOnDisk = total == 0 ? Long.MAX_VALUE : folder.getUsableSpace() - Math.min(ON_DISK, total / 16);
            lookedAt = now;
        }
        return freeOnDisk >= withPages(bytes);
    }
}
