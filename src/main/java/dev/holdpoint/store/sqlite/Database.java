package dev.holdpoint.store.sqlite;

import dev.holdpoint.store.StoreSize;
import dev.holdpoint.store.sql.Dialect;
import dev.holdpoint.store.sql.Others;
import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/**
 * SQLite, by connections to one file: WAL, so that readers and the writer do not wait for each other, and {@code
 * synchronous=FULL}, so that what was committed survives a loss of power. Thread-safe.
 */
final class Database implements Dialect {

    private static final int CACHE_KIB = 8 << 10;
    private static final int CHECKPOINT_PAGES = 4_000;
    private static final int BUSY_MILLIS = 5_000;
    private static final long MAX_WAL_SIZE = 64L << 20;

    private final SQLiteDataSource dataSource;
    private final long maxPages;
    private final Room room;

    Database(SqliteSettings settings) {
        var config = new SQLiteConfig();
        config.setPageSize(SqliteSettings.PAGE_SIZE);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTempStore(TempStore.MEMORY);
        config.setCacheSize(-CACHE_KIB);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalSizeLimit((int) MAX_WAL_SIZE);
        config.resetOpenMode(SQLiteOpenMode.FULLMUTEX); // a connection is never used by two threads at once
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        config.setGetGeneratedKeys(false); // else the driver asks for them after every change
        this.dataSource = new SQLiteDataSource(config);
        this.dataSource.setUrl("jdbc:sqlite:" + settings.file());
        this.maxPages = settings.maxPages();
        this.room = new Room(settings.maxPages(), settings.folder().toFile());
    }

    @Override
    public Sql open() {
        var sql = new Sql(connect());
        try {
            sql.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
            sql.execute("PRAGMA max_page_count = " + maxPages);
            return sql;
        } catch (SqlFailure failure) {
            sql.close();
            throw failure;
        }
    }

    @Override
    public Sql openReader() {
        Sql sql = open();
        sql.execute("PRAGMA query_only = 1");
        return sql;
    }

    @Override
    public Beginning begin(Sql sql, InstantSource clock) {
        sql.update("BEGIN IMMEDIATE");
        return new Beginning(clock, 0);
    }

    @Override
    public void commit(Sql sql, boolean hasEvents) {
        sql.update("COMMIT");
    }

    @Override
    public Fate fate(Sql sql, boolean isCommitting) {
        return Fate.TOLD_BY_LOG;
    }

    @Override
    public void beginReading(Sql sql) {
        sql.update("BEGIN");
    }

    @Override
    public void endReading(Sql sql) {
        sql.update("COMMIT");
    }

    /** Its folder is locked. */
    @Override
    public Optional<Patience> patience() {
        return Optional.empty();
    }

    @Override
    public Optional<Others> others() {
        return Optional.empty();
    }

    @Override
    public boolean isOfStatement(SQLException failure) {
        return failure.getErrorCode() == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    }

    @Override
    public boolean isFull(SQLException failure) {
        return failure.getErrorCode() == SQLiteErrorCode.SQLITE_FULL.code;
    }

    @Override
    public StoreSize size(Sql sql) {
        return room.size(sql);
    }

    @Override
    public boolean hasRoomForAsk(Sql sql, long bytes, LongSupplier pending) {
        return room.isForAsk(sql, bytes, pending);
    }

    @Override
    public void probe(Sql sql) {
        sql.update("BEGIN IMMEDIATE");
        sql.update("INSERT INTO probe VALUES (zeroblob(65536))");
        sql.update("COMMIT");
        sql.update("DELETE FROM probe");
    }

    /** Everything is in the file then, nothing in the log beside it. */
    @Override
    public void leave(Sql sql) {
        sql.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    Connection connect() {
        try {
            return dataSource.getConnection();
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }
}
