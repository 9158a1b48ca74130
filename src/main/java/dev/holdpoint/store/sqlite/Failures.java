package dev.holdpoint.store.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** What SQLite's failures mean. An extended code has the plain one in its last byte. */
final class Failures {

    private static final int PLAIN = 0xff;

    private Failures() {}

    /** A disk, or a file that may not grow, is full. */
    static boolean isFull(SQLException failure) {
        return plain(failure) == SQLiteErrorCode.SQLITE_FULL.code;
    }

    /** The file is not what SQLite wrote. */
    static boolean isDamage(SQLException failure) {
        return plain(failure) == SQLiteErrorCode.SQLITE_CORRUPT.code || isNone(failure);
    }

    /** It is no file of SQLite's at all. */
    static boolean isNone(SQLException failure) {
        return plain(failure) == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    /** A statement that does not fit the tables. */
    static boolean isOfSchema(SQLException failure) {
        return plain(failure) == SQLiteErrorCode.SQLITE_ERROR.code;
    }

    private static int plain(SQLException failure) {
        return failure.getErrorCode() & PLAIN;
    }
}
