package dev.holdpoint.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One connection, with the statements used last kept prepared. Instants and durations are kept as milliseconds, truth as
 * 1 and 0. What fails, fails with {@link SqlFailure}. Not thread-safe.
 */
public final class Sql implements AutoCloseable {

    private static final int MAX_STATEMENTS = 64;

    private final Connection connection;
    private final Spelling spelling;
    private long changes;
    private Pulse pulse = new Pulse();
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

    public Sql(Connection connection) {
        this(connection, Spelling.COMMON);
    }

    public Sql(Connection connection, Spelling spelling) {
        this.connection = connection;
        this.spelling = spelling;
    }

    /** How many rows were changed on it so far. */
    public long changes() {
        return changes;
    }

    /** Counts as a change, though none was made. */
    public void touch() {
        changes++;
    }

    /** For what no statement says. */
    public Connection connection() {
        return connection;
    }

    /** Shows its calls to somebody from now on. */
    void watchedBy(Pulse watching) {
        pulse = watching;
    }

    /** Runs a statement without parameters and results, such as a pragma. */
    public void execute(String sql) {
        pulse.enter();
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        } finally {
            pulse.leave();
        }
    }

    /** Changes rows; tells how many. */
    public int update(String sql, @Nullable Object... parameters) {
        pulse.enter();
        try {
            int changed = bound(sql, parameters).executeUpdate();
            changes += changed;
            return changed;
        } catch (SQLException failure) {
            throw failed(sql, failure);
        } finally {
            pulse.leave();
        }
    }

    /**
     * Runs several statements that are told to the database together, of which none gives anything but whole numbers; tells
     * those of the last row of all.
     */
    public Optional<long[]> together(String statements, @Nullable Object... parameters) {
        pulse.enter();
        try {
            PreparedStatement all = bound(statements, parameters);
            Optional<long[]> last = Optional.empty();
            for (boolean isResult = all.execute();
                    isResult || all.getUpdateCount() != -1;
                    isResult = all.getMoreResults()) {
                if (isResult) {
                    Optional<long[]> row = lastRow(all.getResultSet());
                    last = row.isPresent() ? row : last;
                }
            }
            return last;
        } catch (SQLException failure) {
            throw failed(statements, failure);
        } finally {
            pulse.leave();
        }
    }

    /** Shows one row after the other until {@code visitor} has seen enough, which it says with {@code false}. */
    void each(String sql, Predicate<Row> visitor, @Nullable Object... parameters) {
        pulse.enter();
        try (ResultSet rows = bound(sql, parameters).executeQuery()) {
            var row = new Row(rows, spelling);
            boolean wantsMore = true;
            while (wantsMore && row.next()) {
                wantsMore = visitor.test(row);
            }
        } catch (SQLException failure) {
            throw failed(sql, failure);
        } finally {
            pulse.leave();
        }
    }

    <T> List<T> all(String sql, Function<Row, T> mapper, @Nullable Object... parameters) {
        var all = new ArrayList<T>();
        each(sql, row -> all.add(mapper.apply(row)), parameters);
        return all;
    }

    <T> Optional<T> first(String sql, Function<Row, T> mapper, @Nullable Object... parameters) {
        var first = new ArrayList<T>(1);
        each(
                sql,
                row -> {
                    first.add(mapper.apply(row));
                    return false;
                },
                parameters);
        return first.stream().findFirst();
    }

    /** The one text that the statement gives; empty where it gives null or nothing. */
    public Optional<String> text(String sql, @Nullable Object... parameters) {
        return first(sql, row -> Optional.ofNullable(row.textOrNull()), parameters)
                .flatMap(Function.identity());
    }

    /** The texts that the statement gives, one a row. */
    public List<String> texts(String sql, @Nullable Object... parameters) {
        return all(sql, Row::text, parameters);
    }

    /** The one number that the statement gives; 0 where it gives null or nothing. */
    public long number(String sql, @Nullable Object... parameters) {
        return first(sql, Row::number, parameters).orElse(0L);
    }

    /** Closes it while another thread waits on it, which fails then. */
    public void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... parameters) throws SQLException {
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

    private static Optional<long[]> lastRow(ResultSet rows) throws SQLException {
        Optional<long[]> last = Optional.empty();
        while (rows.next()) {
            var numbers = new long[rows.getMetaData().getColumnCount()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = rows.getLong(i + 1);
            }
            last = Optional.of(numbers);
        }
        return last;
    }

    /** A statement that failed is of no use any more. */
    private SqlFailure failed(String sql, SQLException failure) {
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
            case Payload payload -> spelling.bind(statement, index, payload);
            case String text -> statement.setString(index, text);
            default -> throw new IllegalArgumentException("cannot bind a " + value.getClass());
        }
    }
}
