package dev.holdpoint.store.sql;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The connection of the writer, opened again where it broke. Used by the writer's thread only. */
final class WriterConnection {

    private static final System.Logger LOG = System.getLogger(WriterConnection.class.getName());

    private final Dialect dialect;
    private final Pulse pulse;
    private @Nullable Sql sql;

    WriterConnection(Dialect dialect, Sql sql, Pulse pulse) {
        this.dialect = dialect;
        this.sql = sql;
        this.pulse = pulse;
        sql.watchedBy(pulse);
    }

    boolean isOpen() {
        return sql != null;
    }

    Sql get() {
        if (sql == null) {
            throw new SqlFailure(new SQLException("the database is not open"));
        }
        return sql;
    }

    /** Another connection in place of the one there was; {@code get} fails where none can be opened. */
    Sql reopen() {
        drop();
        pulse.enter();
        try {
            Sql opened = dialect.open();
            opened.watchedBy(pulse);
            sql = opened;
            return opened;
        } finally {
            pulse.leave();
        }
    }

    /** Leaves everything in order. */
    void close() {
        try {
            dialect.leave(get());
        } catch (SqlFailure broken) {
            LOG.log(Level.WARNING, "the database was not left in order: {0}", broken.getMessage());
        }
        drop();
    }

    void drop() {
        try {
            if (sql != null) {
                sql.close();
            }
        } catch (SqlFailure broken) {
            LOG.log(Level.DEBUG, "a connection could not be closed: {0}", broken.getMessage());
        }
        sql = null;
    }
}
