package dev.holdpoint.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How what is said in common is spelt for one database. In common, {@code +s.column} is a column that no index is to be used
 * for, {@code p.sequence = s.sequence} finds the payload of an interaction, and {@code t.response} or {@code e.response} is the
 * response of an event, wherever that stands. Thread-safe.
 */
public interface Spelling {

    /** As it stands; JSON is kept as text. */
    Spelling COMMON = new Spelling() {
        @Override
        public String of(String statement) {
            return statement;
        }

        @Override
        public void bind(PreparedStatement statement, int index, Payload payload) throws SQLException {
            statement.setString(index, payload.text());
        }

        @Override
        public @Nullable String payload(ResultSet rows, int column) throws SQLException {
            return rows.getString(column);
        }

        @Override
        public int rowsAtOnce() {
            return 0;
        }

        @Override
        public boolean isFar() {
            return false;
        }
    };

    String of(String statement);

    void bind(PreparedStatement statement, int index, Payload payload) throws SQLException;

    @Nullable String payload(ResultSet rows, int column) throws SQLException;

    /** How many rows of a result are fetched at once where that is not the database's own matter; 0 where it is. */
    int rowsAtOnce();

    /** Whether what is told to it, or asked of it, is worth putting together: lists can be given to it then. */
    boolean isFar();
}
