package dev.holdpoint.store.sqlite;

import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.store.StoreSize;
import dev.holdpoint.store.sql.Sql;
import java.io.File;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How much room there is, within the limit of the file and on its disk, and what of it is kept for what is pending. Asks end
 * before the room does, so that whatever was taken can be settled, removed and let go. Used by the writer's thread, but for
 * {@link #size}.
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

    /** What is in the log beside the file may have to be written to the file yet, before room in the log is used again. */
    static final long ON_DISK = 32L << 20;

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final long maxPages;
    private final File folder;

    private long lookedAt;
    private long freeOnDisk;

    /**
     * Room for a file.
     *
     * @param maxPages how large it may grow
     * @param folder where it is
     */
    Room(long maxPages, File folder) {
        this.maxPages = maxPages;
        this.folder = folder;
    }

    /** Whether something new of so many bytes can be kept, and all that is pending then be settled. */
    boolean isForAsk(Sql sql, long bytes, LongSupplier pending) {
        return isOnDisk(bytes) && (isUnlimited() || isInFile(sql, bytes, pending.getAsLong() + 1));
    }

    /** How much is kept, and how much more fits into the file and on its disk. Thread-safe. */
    StoreSize size(Sql sql) {
        long used = PAGE * (sql.number("PRAGMA page_count") - sql.number("PRAGMA freelist_count"));
        long onDisk = folder.getTotalSpace() == 0 ? Long.MAX_VALUE : folder.getUsableSpace();
        return new StoreSize(used, isUnlimited() ? onDisk : Math.min(left(sql), onDisk));
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

    /** What is taken goes into the log and into the file, and counts until the disk is looked at again. */
    private boolean isOnDisk(long bytes) {
        long needed = 2 * withPages(bytes);
        long now = System.nanoTime();
        if (needed > freeOnDisk || now - lookedAt > LOOK_AGAIN_NANOS) {
            freeOnDisk = lookAtDisk();
            lookedAt = now;
        }
        boolean isRoom = needed <= freeOnDisk;
        freeOnDisk -= isRoom ? needed : 0;
        return isRoom;
    }

    /** A disk that does not say how large it is may have any room. */
    private long lookAtDisk() {
        return folder.getTotalSpace() == 0 ? Long.MAX_VALUE : folder.getUsableSpace() - ON_DISK;
    }
}
