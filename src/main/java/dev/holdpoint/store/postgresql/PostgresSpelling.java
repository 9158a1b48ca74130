package dev.holdpoint.store.postgresql;

import dev.holdpoint.store.sql.Payload;
import dev.holdpoint.store.sql.Spelling;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Payloads are bytes, whatever the encoding of the database. Which index serves is found out by PostgreSQL's statistics; in
 * which month what is large stands, by what its row of {@code state} or {@code event} says.
 */
final class PostgresSpelling implements Spelling {

    private static final int ROWS_AT_ONCE = 32;
    private static final Pattern RESPONSE = Pattern.compile("\\b([te])\\.response\\b");
    private static final String WHEREVER = "CASE WHEN $1.response IS NULL AND $1.status = 'resolved' THEN"
            + " (SELECT r.response FROM response r WHERE r.number = $1.number AND r.at = $1.at) ELSE $1.response END";

    @Override
    public String of(String statement) {
        String common = statement
                .replace("+s.", "s.")
                .replace("p.sequence = s.sequence", "p.sequence = s.sequence AND p.requested_at = s.requested_at");
        return RESPONSE.matcher(common).replaceAll(WHEREVER);
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
