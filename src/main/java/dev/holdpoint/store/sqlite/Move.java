package dev.holdpoint.store.sqlite;

import dev.holdpoint.store.sql.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Moves what versions up to 2 wrote into the tables of version 3: a piece at a time, each one transaction that copies rows
 * and deletes them where they were, so that what is left says what is to be done.
 */
final class Move {

    private static final long PIECE_ROWS = 2_000;
    private static final long PIECE_SIZE = 16 << 20;
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(10);

    /** What the log beside the file takes at most, and the file itself before old pages can be used again. */
    private static final long ROOM_ON_DISK = 256L << 20;

    private static final long ROOM_IN_FILE = 64L << 20;

    private static final System.Logger LOG = System.getLogger(Move.class.getName());

    private final Sql sql;
    private final SqliteSettings settings;
    private final InstantSource clock;

    Move(Sql sql, SqliteSettings settings, InstantSource clock) {
        this.sql = sql;
        this.settings = settings;
        this.clock = clock;
    }

    /** Refuses to begin, or to go on, where the disk or the limit of the file is too small to come to an end. */
    void checkRoom() {
        long pages = sql.number("PRAGMA page_count");
        long size = pages * SqliteSettings.PAGE_SIZE;
        long left = Math.max(0, settings.maxPages() - pages) + sql.number("PRAGMA freelist_count");
        String where = settings.file().toAbsolutePath().toString();
        check(where, Math.min(ROOM_ON_DISK, size) + size / 10, free(), "its disk has %d MiB left: make room");
        check(
                where,
                Math.min(ROOM_IN_FILE, size),
                left * SqliteSettings.PAGE_SIZE,
                "it may grow by %d MiB: raise holdpoint.sqlite.max-size");
        LOG.log(Level.INFO, "bringing {0} up to date ({1} MiB)", where, mebibytes(size));
    }

    private static void check(String file, long needed, long left, String mend) {
        if (left < needed) {
            throw new IllegalStateException("the file " + file + " has to be brought up to date, which needs "
                    + mebibytes(needed) + " MiB, but " + mend.formatted(mebibytes(left))
                    + "; nothing is lost meanwhile");
        }
    }

    /** Moves all that is left. */
    void finish() {
        long last = sql.number("SELECT max(sequence) FROM interaction_v2");
        long first = sql.number("SELECT min(sequence) FROM interaction_v2");
        Instant report = clock.instant().plus(BETWEEN_REPORTS);
        for (long through = first - 1; through < last; ) {
            through = endOfPiece(through);
            moveInteractions(through);
            if (!clock.instant().isBefore(report)) {
                long percent = 100 * (through - first + 1) / (last - first + 1);
                LOG.log(Level.INFO, "bringing the file up to date: {0}% of the interactions", percent);
                report = clock.instant().plus(BETWEEN_REPORTS);
            }
        }
        long lastEvent = sql.number("SELECT max(number) FROM event_v2");
        for (long through = sql.number("SELECT min(number) FROM event_v2"); through <= lastEvent && lastEvent > 0; ) {
            moveEvents(through + 50 * PIECE_ROWS);
            through += 50 * PIECE_ROWS + 1;
        }
    }

    /** The last row of the next piece: a number of rows, or of bytes. */
    private long endOfPiece(long after) {
        return sql.number("""
                SELECT coalesce(min(CASE WHEN total >= ? THEN sequence END), max(sequence)) FROM (
                  SELECT sequence, sum(octet_length(data) + coalesce(octet_length(response), 0))
                    OVER (ORDER BY sequence) AS total
                  FROM (SELECT sequence, data, response FROM interaction_v2 WHERE sequence > ? ORDER BY sequence LIMIT ?))""", PIECE_SIZE, after, PIECE_ROWS);
    }

    private void moveInteractions(long through) {
        sql.execute("BEGIN IMMEDIATE");
        sql.update("""
                INSERT INTO state (sequence, id, tenant, session_id, type, status, requested_at, requested_by, separate,
                  expires_at, due_at, lease, lease_until, size, ask_key, ask_fingerprint, decided_at, decided_by, origin,
                  settled_number)
                SELECT sequence, id, 'default', session_id, type, status, requested_at, NULL, 0,
                  expires_at, due_at, lease, lease_until,
                  1000 + octet_length(data) + octet_length(metadata) + coalesce(octet_length(response_schema), 0)
                    + coalesce(octet_length(on_expiry_value), 0) + coalesce(octet_length(title), 0),
                  ask_key, ask_fingerprint, decided_at, NULL, origin, settled_number
                FROM interaction_v2 WHERE sequence <= ? ORDER BY sequence""", through);
        sql.update("""
                INSERT INTO payload (sequence, title, on_expiry, on_expiry_value, metadata, response_schema, data)
                SELECT sequence, title, on_expiry, on_expiry_value, metadata, response_schema, data
                FROM interaction_v2 WHERE sequence <= ? ORDER BY sequence""", through);
        sql.update("""
                INSERT INTO event (number, sequence, kind, at, status, origin, reason, response, settle_key,
                  settle_fingerprint)
                SELECT settled_number, sequence, 'settled', decided_at, status, origin, reason, response, settle_key,
                  settle_fingerprint
                FROM interaction_v2 WHERE sequence <= ? AND status <> 'pending' ORDER BY settled_number""", through);
        sql.update("DELETE FROM interaction_v2 WHERE sequence <= ?", through);
        sql.execute("COMMIT");
    }

    private void moveEvents(long through) {
        sql.execute("BEGIN IMMEDIATE");
        sql.update("""
                INSERT INTO event (number, sequence, kind, at)
                SELECT number, sequence, 'requested', at
                FROM event_v2 WHERE number <= ? AND settled = 0 ORDER BY number""", through);
        sql.update("DELETE FROM event_v2 WHERE number <= ?", through);
        sql.execute("COMMIT");
    }

    private long free() {
        try {
            return Files.getFileStore(settings.folder()).getUsableSpace();
        } catch (IOException failure) {
            throw new UncheckedIOException("the free space of " + settings.folder() + " cannot be read", failure);
        }
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
