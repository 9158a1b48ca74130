package dev.holdpoint.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection, with the statements used last kept prepared. Instants and durations are kept as milliseconds. Not thread-safe. */
final class Sql implements AutoCloseable {

    private static final int MAX_STATEMENTS = 64;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Makes something of the row that the result set is at. */
    interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Looks at one row after the other until it has seen enough. */
    interface Visitor {
        /** {@code false} to stop. */
        boolean visit(ResultSet row) throws SQLException;
    }

    /** Runs a statement without parameters and results, such as a pragma. */
    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    int update(String sql, @Nullable Object... parameters) throws SQLException {
        return bound(sql, parameters).executeUpdate();
    }

    void each(String sql, Visitor visitor, @Nullable Object... parameters) throws SQLException {
        try (ResultSet rows = bound(sql, parameters).executeQuery()) {
            while (rows.next()) {
                if (!visitor.visit(rows)) {
                    return;
                }
            }
        }
    }

    <T> Optional<T> first(String sql, Mapper<T> mapper, @Nullable Object... parameters) throws SQLException {
        try (ResultSet rows = bound(sql, parameters).executeQuery()) {
            return rows.next() ? Optional.of(mapper.map(rows)) : Optional.empty();
        }
    }

    /** The one number that the statement gives; 0 where it gives null or nothing. */
    long number(String sql, @Nullable Object... parameters) throws SQLException {
        return first(sql, row -> row.getLong(1), parameters).orElse(0L);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement bound(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            closeEldest();
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            bind(statement, i + 1, parameters[i]);
        }
        return statement;
    }

    private void closeEldest() throws SQLException {
        if (statements.size() >= MAX_STATEMENTS) {
            var entries = statements.entrySet().iterator();
            entries.next().getValue().close();
            entries.remove();
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(index, null);
            case Instant instant -> statement.setLong(index, instant.toEpochMilli());
            case Duration duration -> statement.setLong(index, duration.toMillis());
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case String text -> statement.setString(index, text);
            default -> throw new IllegalArgumentException("cannot bind a " + value.getClass());
        }
    }
}
