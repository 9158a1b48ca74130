package dev.holdpoint.store.sqlite;

import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.SqlFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What a data folder has at one moment, to be read by whoever copies it. Not thread-safe. */
public final class SqliteSource implements AutoCloseable {

    private final Sql sql;
    private final @Nullable FolderLock lock;

    private SqliteSource(Sql sql, @Nullable FolderLock lock) {
        this.sql = sql;
        this.lock = lock;
    }

    /**
     * Opens it, bringing up to date what an older version wrote; no server can use it until this is closed.
     *
     * @throws FolderInUseException where another process uses the folder
     * @throws IllegalStateException where it cannot be opened; the message says what to do
     */
    public static SqliteSource open(SqliteSettings settings, InstantSource clock) {
        check(settings);
        FolderLock lock = FolderLock.visit(settings.folder());
        try {
            Sql sql = prepared(settings).open();
            new Migrations(sql, settings, clock).apply();
            sql.execute("BEGIN");
            return new SqliteSource(sql, lock);
        } catch (SqlFailure | IOException broken) {
            lock.release();
            throw cannot(settings, broken);
        } catch (RuntimeException refused) {
            lock.release();
            throw refused;
        }
    }

    /** Opens what is up to date, whoever uses it: what others write meanwhile is not seen. */
    public static SqliteSource look(SqliteSettings settings) {
        check(settings);
        try {
            Sql sql = prepared(settings).openReader();
            sql.execute("BEGIN");
            long version = sql.number("PRAGMA user_version");
            if (version != Migrations.newest()) {
                sql.close();
                throw new IllegalStateException(
                        "the store " + settings.file().toAbsolutePath() + " is of another version"
                                + " of Holdpoint (schema " + version + ", this one knows " + Migrations.newest()
                                + "): start a server of this version on it first");
            }
            return new SqliteSource(sql, null);
        } catch (SqlFailure | IOException broken) {
            throw cannot(settings, broken);
        }
    }

    private static void check(SqliteSettings settings) {
        if (!Files.exists(settings.file())) {
            throw new IllegalStateException(
                    "there is no store in " + settings.folder().toAbsolutePath());
        }
    }

    private static Database prepared(SqliteSettings settings) throws IOException {
        NativeLibrary.load(settings.folder());
        return new Database(settings);
    }

    private static IllegalStateException cannot(SqliteSettings settings, Exception broken) {
        return new IllegalStateException(
                "the store " + settings.file().toAbsolutePath() + " cannot be opened: " + broken.getMessage(), broken);
    }

    public Connection connection() {
        return sql.connection();
    }

    @Override
    public void close() {
        sql.close();
        if (lock != null) {
            lock.release();
        }
    }
}
