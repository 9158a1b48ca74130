package dev.holdpoint.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The row that a result is at, its columns read one after the other in the order of the select. Not thread-safe. */
final class Row {

    private final ResultSet rows;
    private final Spelling spelling;
    private int column;

    Row(ResultSet rows, Spelling spelling) {
        this.rows = rows;
        this.spelling = spelling;
    }

    boolean next() throws SQLException {
        column = 0;
        return rows.next();
    }

    /** A column, the first one being 1, without a step to the next. */
    long numberAt(int place) {
        try {
            return rows.getLong(place);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    /** The same of a text; of null it is a word. */
    String textAt(int place) {
        try {
            return String.valueOf(rows.getString(place));
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    String text() {
        return Objects.requireNonNull(textOrNull());
    }

    @Nullable String textOrNull() {
        try {
            return rows.getString(++column);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    String payload() {
        return Objects.requireNonNull(payloadOrNull());
    }

    @Nullable String payloadOrNull() {
        try {
            return spelling.payload(rows, ++column);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    long number() {
        try {
            return rows.getLong(++column);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    @Nullable Long numberOrNull() {
        try {
            long number = rows.getLong(++column);
            return number == 0 && rows.wasNull() ? null : Long.valueOf(number);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    boolean truth() {
        try {
            return rows.getBoolean(++column);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    Instant instant() {
        return Instant.ofEpochMilli(number());
    }

    @Nullable Instant instantOrNull() {
        Long millis = numberOrNull();
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    @Nullable Duration durationOrNull() {
        Long millis = numberOrNull();
        return millis == null ? null : Duration.ofMillis(millis);
    }
}
