package dev.holdpoint.store.postgresql;

import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Collection;

/**
 * A schema that is written to by whoever copies into it, in one transaction that has the lock of all writers: nothing of it is
 * seen before it is kept, and a replica that starts meanwhile waits. Not thread-safe.
 */
public final class PostgresTarget implements AutoCloseable {

    private static final String LOCKED =
            "SELECT 1 FROM set_config('lock_timeout', '10s', true);\n" + PostgresDatabase.LOCKED;
    private static final String ALIVE = "SELECT count(*) FROM replica"
            + " WHERE alive_until > floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint";
    private static final String ROWS = """
            SELECT (SELECT count(*) FROM (SELECT 1 FROM state LIMIT 1) s)
              + (SELECT count(*) FROM (SELECT 1 FROM event LIMIT 1) e) + (SELECT count(*) FROM tally)
              + (SELECT count(*) FROM credential) + (SELECT count(*) FROM invitation)
              + (SELECT max(purged_through) FROM log_state)""";

    private final Sql sql;

    private PostgresTarget(Sql sql) {
        this.sql = sql;
    }

    /**
     * Opens one in which nothing is kept, and makes its tables where they are missing.
     *
     * @throws IllegalStateException where it is not empty, a server uses it, or it cannot be reached; the message says so
     */
    public static PostgresTarget open(PostgresSettings settings) {
        return open(settings, sql -> {
            sql.together(LOCKED);
            var migrations = new Migrations(sql);
            if (migrations.version() > 0) {
                refuseIfUsed(settings, sql);
            }
            migrations.applyWithin();
            sql.update("DELETE FROM replica");
        });
    }

    /** Opens one that is up to date, to be read at one moment. */
    public static PostgresTarget look(PostgresSettings settings) {
        return open(settings, sql -> {
            sql.update("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            int version = new Migrations(sql).version();
            if (version != Migrations.newest()) {
                throw new IllegalStateException("in the database " + settings.url() + " is "
                        + (version == 0 ? "nothing of Holdpoint's" : "what another version of Holdpoint wrote"));
            }
        });
    }

    private interface Preparing {
        void prepare(Sql sql);
    }

    private static PostgresTarget open(PostgresSettings settings, Preparing preparing) {
        try {
            Sql sql = new Connecting(settings).connectPatiently();
            try {
                sql.connection().setAutoCommit(false);
                preparing.prepare(sql);
                return new PostgresTarget(sql);
            } catch (SQLException | RuntimeException refused) {
                sql.close();
                throw refused instanceof SQLException failure ? new SqlFailure(failure) : (RuntimeException) refused;
            }
        } catch (SqlFailure broken) {
            throw new IllegalStateException(
                    "the database " + settings.url() + " cannot be used: " + broken.getMessage(), broken);
        }
    }

    private static void refuseIfUsed(PostgresSettings settings, Sql sql) {
        if (sql.number(ALIVE) > 0) {
            throw new IllegalStateException(
                    "a Holdpoint server uses the database " + settings.url() + ": stop it first");
        }
        if (sql.number(ROWS) > 0) {
            throw new IllegalStateException("in the database " + settings.url()
                    + " something is kept already: name another, or a schema of its own (?currentSchema=)");
        }
    }

    public Connection connection() {
        return sql.connection();
    }

    /** Makes what is kept by months ready for some. */
    public void makeMonths(Collection<YearMonth> months) {
        Months.makeWithin(sql, months);
    }

    /** Keeps all that was written. */
    public void keep() {
        sql.execute("SELECT setval(pg_get_serial_sequence('credential', 'number'), max(number))"
                + " FROM credential HAVING max(number) IS NOT NULL");
        sql.execute("ANALYZE");
        sql.execute("COMMIT");
    }

    /** Nothing is left of what was not kept. */
    @Override
    public void close() {
        sql.close();
    }
}
