package dev.holdpoint.store.sqlite;

import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.SqlFailure;
import dev.holdpoint.store.sql.SqlStore;
import dev.holdpoint.store.sql.StoreObserver;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Opens the store of one server process, in an SQLite file. */
public final class SqliteStore {

    private static final System.Logger LOG = System.getLogger(SqliteStore.class.getName());

    private SqliteStore() {}

    /**
     * Opens the store, making what is missing and bringing up to date what an older version wrote. A file of this version
     * is opened in the same time however much is kept in it.
     *
     * @throws FolderInUseException where another process uses the folder
     * @throws IllegalStateException where the folder cannot be used, the file is of a newer
     *     version, or there is no room to bring it up to date; the message says what to do
     */
    public static StoreEngine open(SqliteSettings settings, InstantSource clock, StoreObserver observer) {
        return open(new Database(settings), settings, clock, observer);
    }

    /**
     * As {@link #open(SqliteSettings, InstantSource, StoreObserver)}, for a moment, by somebody whom nobody asks anything:
     * leases run on as the last server left them, and a server that starts meanwhile waits.
     */
    public static StoreEngine visit(SqliteSettings settings, InstantSource clock) {
        FolderLock lock = FolderLock.visit(settings.folder());
        return open(new Database(settings), settings, clock, StoreObserver.NONE, lock, sql -> {});
    }

    static StoreEngine open(Database database, SqliteSettings settings, InstantSource clock, StoreObserver observer) {
        FolderLock lock = FolderLock.acquire(settings.folder());
        return open(database, settings, clock, observer, lock, sql -> startLeases(sql, clock.instant()));
    }

    private static StoreEngine open(
            Database database,
            SqliteSettings settings,
            InstantSource clock,
            StoreObserver observer,
            FolderLock lock,
            Consumer<Sql> onOpened) {
        try {
            NativeLibrary.load(settings.folder());
            DataFolder.secure(settings.file());
            Sql sql = database.open();
            new Migrations(sql, settings, clock).apply();
            onOpened.accept(sql);
            return SqlStore.start(
                    database, sql, settings.writer(), settings.readers(), clock, observer, () -> release(lock));
        } catch (SqlFailure | IOException broken) {
            release(lock);
            throw new IllegalStateException(
                    "the store " + settings.file().toAbsolutePath() + " cannot be opened: " + broken.getMessage(),
                    broken);
        } catch (RuntimeException broken) {
            release(lock);
            throw broken;
        }
    }

    /** The waits of the process before this one ended with it: their leases run from now on. */
    private static void startLeases(Sql sql, Instant now) {
        sql.update("DELETE FROM hold");
        sql.update("""
                UPDATE state SET lease_until = ?1 + lease, due_at = min(expires_at, ?1 + lease)
                WHERE status = 'pending' AND lease_until IS NOT NULL AND lease_until > ?1 + lease""", now);
    }

    private static void release(FolderLock lock) {
        try {
            lock.close();
        } catch (IOException broken) {
            LOG.log(Level.WARNING, "the folder lock could not be released: {0}", broken.getMessage());
        }
    }
}
