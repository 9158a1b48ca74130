package dev.holdpoint.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements of a connection that were used last, kept prepared. Not thread-safe. */
final class Statements {

    private static final int MAX_STATEMENTS = 64;

    private final Connection connection;
    private final Spelling spelling;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

    Statements(Connection connection, Spelling spelling) {
        this.connection = connection;
        this.spelling = spelling;
    }

    /** A statement with its parameters. */
    PreparedStatement bound(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            closeEldest();
            statement = prepared(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            bind(statement, i + 1, parameters[i]);
        }
        return statement;
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(spelling.of(sql));
        if (spelling.rowsAtOnce() > 0) {
            statement.setFetchSize(spelling.rowsAtOnce());
        }
        return statement;
    }

    /** A statement that failed is of no use any more. */
    SqlFailure failed(String sql, SQLException failure) {
        try (PreparedStatement broken = statements.remove(sql)) {
            return new SqlFailure(failure);
        } catch (SQLException notEvenClosed) {
            failure.addSuppressed(notEvenClosed);
            return new SqlFailure(failure);
        }
    }

    private void closeEldest() throws SQLException {
        if (statements.size() >= MAX_STATEMENTS) {
            var entries = statements.entrySet().iterator();
            entries.next().getValue().close();
            entries.remove();
        }
    }

    private void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(index, null);
            case Instant instant -> statement.setLong(index, instant.toEpochMilli());
            case Duration duration -> statement.setLong(index, duration.toMillis());
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case Boolean truth -> statement.setInt(index, truth ? 1 : 0);
            case Long[] numbers -> statement.setArray(index, connection.createArrayOf("bigint", numbers));
            case String[] texts -> statement.setArray(index, connection.createArrayOf("text", texts));
            case Payload payload -> spelling.bind(statement, index, payload);
            case String text -> statement.setString(index, text);
            default -> throw new IllegalArgumentException("cannot bind a " + value.getClass());
        }
    }
}
