package dev.holdpoint.store.postgresql;

import dev.holdpoint.store.sql.Payload;
import dev.holdpoint.store.sql.Spelling;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Payloads are bytes, whatever the encoding of the database. Which index serves is found out by PostgreSQL's statistics. */
final class PostgresSpelling implements Spelling {

    private static final int ROWS_AT_ONCE = 32;

    @Override
    public String of(String statement) {
        return statement.replace("+s.", "s.");
    }

    @Override
    public void bind(PreparedStatement statement, int index, Payload payload) throws SQLException {
        statement.setBytes(index, payload.text().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable String payload(ResultSet rows, int column) throws SQLException {
        byte[] bytes = rows.getBytes(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public int rowsAtOnce() {
        return ROWS_AT_ONCE;
    }

    @Override
    public boolean isFar() {
        return true;
    }
}
