package dev.holdpoint.store.sqlite;

import dev.holdpoint.interaction.InteractionEvent;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of the event log as the writer knows it, with the writer's connection: which numbers were given out, which
 * events are durable but not told yet. Numbers only go up, also when a transaction is rolled back. Used by the writer's
 * thread only, but for the beginning.
 */
final class LogTail {

    private static final System.Logger LOG = System.getLogger(LogTail.class.getName());

    private final Database database;
    private @Nullable Sql sql;

    /** The highest number that was given out. */
    private long lastNumber;

    /** The highest number whose event was told or is about to be. */
    private long known;

    private List<InteractionEvent> expected = List.of();
    private List<InteractionEvent> untold = new ArrayList<>();

    LogTail(Database database, Sql sql) throws SQLException {
        this.database = database;
        this.sql = sql;
        this.lastNumber = newest(sql);
        this.known = lastNumber;
    }

    /** The last event in the log, or the last that was purged where it is empty. */
    static long newest(Sql sql) throws SQLException {
        return sql.number("SELECT max(coalesce((SELECT max(number) FROM event), 0), purged_through) FROM log_state");
    }

    Sql connection() throws SQLException {
        if (sql == null) {
            throw new SQLException("the file is not open");
        }
        return sql;
    }

    /** A number for an event; it is used then, whatever becomes of the event. */
    long nextNumber() {
        return ++lastNumber;
    }

    /** These events are about to be committed. */
    void expect(List<InteractionEvent> events) {
        expected = events;
    }

    /** They were. */
    void confirm() {
        untold.addAll(expected);
        if (!expected.isEmpty()) {
            known = expected.getLast().number();
        }
        expected = List.of();
    }

    /** The events that became durable since the last call, in order. */
    List<InteractionEvent> takeUntold() {
        List<InteractionEvent> taken = untold;
        untold = new ArrayList<>();
        return taken;
    }

    /** Opens the file again and reads what is in it; {@code true} if the expected events are. */
    boolean reopen() {
        List<InteractionEvent> hoped = expected;
        expected = List.of();
        closeQuietly();
        try {
            Sql opened = database.open();
            sql = opened;
            long newest = newest(opened);
            lastNumber = Math.max(lastNumber, newest);
            readUntold(opened, newest);
            return !hoped.isEmpty() && newest >= hoped.getLast().number();
        } catch (SQLException stillBroken) {
            LOG.log(Level.DEBUG, "the file cannot be opened: {0}", stillBroken.getMessage());
            closeQuietly();
            return false;
        }
    }

    /** Closes the file with everything in it, nothing in the log beside it. */
    void close() {
        try {
            connection().execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException broken) {
            LOG.log(Level.WARNING, "the file was left with its log beside it: {0}", broken.getMessage());
        }
        closeQuietly();
    }

    private void readUntold(Sql opened, long newest) throws SQLException {
        var found = new ArrayList<InteractionEvent>();
        opened.each(EventLog.AFTER, row -> found.add(EventLog.event(row)), known);
        untold.addAll(found);
        known = newest;
    }

    private void closeQuietly() {
        try {
            if (sql != null) {
                sql.close();
            }
        } catch (SQLException broken) {
            LOG.log(Level.DEBUG, "a connection could not be closed: {0}", broken.getMessage());
        }
        sql = null;
    }
}
