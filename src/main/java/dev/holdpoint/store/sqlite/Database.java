package dev.holdpoint.store.sqlite;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * Opens connections to the file: WAL, so that readers and the writer do not wait for each other, and {@code
 * synchronous=FULL}, so that what was committed survives a loss of power. Thread-safe.
 */
final class Database {

    private static final int CACHE_KIB = 8 << 10;
    private static final int CHECKPOINT_PAGES = 4_000;
    private static final int BUSY_MILLIS = 5_000;
    private static final long MAX_WAL_SIZE = 64L << 20;

    private final SQLiteDataSource dataSource;
    private final AtomicLong maxPages;

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
        this.maxPages = new AtomicLong(settings.maxPages());
    }

    Sql open() throws SQLException {
        var sql = new Sql(dataSource.getConnection());
        try {
            sql.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
            sql.execute("PRAGMA max_page_count = " + maxPages.get());
            return sql;
        } catch (SQLException failure) {
            sql.close();
            throw failure;
        }
    }

    Sql openReader() throws SQLException {
        Sql sql = open();
        sql.execute("PRAGMA query_only = 1");
        return sql;
    }

    /** How large the file may grow, for connections opened from now on. */
    void limit(long pages) {
        maxPages.set(pages);
    }
}
