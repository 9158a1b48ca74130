package dev.holdpoint.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One connection, with the statements used last kept prepared. Instants and durations are kept as milliseconds, truth as
 * 1 and 0. What fails, fails with {@link SqlFailure}. Not thread-safe.
 */
public final class Sql implements AutoCloseable {

    private final Connection connection;
    private final Spelling spelling;
    private long changes;
    private Pulse pulse = new Pulse();
    private final Statements statements;
    private final Unsent unsent = new Unsent();

    public Sql(Connection connection) {
        this(connection, Spelling.COMMON);
    }

    public Sql(Connection connection, Spelling spelling) {
        this.connection = connection;
        this.spelling = spelling;
        this.statements = new Statements(connection, spelling);
    }

    /** How many rows were changed on it so far. */
    public long changes() {
        return changes;
    }

    /** Whether what is told to the database is worth putting together. */
    boolean isFar() {
        return spelling.isFar();
    }

    /** A statement as this database is told it. */
    String spelt(String statement) {
        return spelling.of(statement);
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
        send();
        pulse.enter();
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        } finally {
            pulse.leave();
        }
    }

    /** Makes one row, at the latest when something else is told or asked. */
    void make(String sql, @Nullable Object... parameters) {
        if (!isFar()) {
            checkOne(update(sql, parameters));
            return;
        }
        unsent.make(sql, Arrays.asList(parameters));
        sendWhereMuch();
    }

    /**
     * Changes one row, at the latest when something else is told or asked; then it fails with {@link IllegalStateException} where
     * it was not one.
     *
     * @param row which, for one is not changed twice before something else is asked
     */
    void change(long row, String sql, @Nullable Object... parameters) {
        if (!isFar()) {
            checkOne(update(sql, parameters));
            return;
        }
        if (unsent.changes(row)) {
            send();
        }
        unsent.change(sql, row, Arrays.asList(parameters));
        sendWhereMuch();
    }

    /** Tells the database what it was not told yet. */
    void send() {
        if (!unsent.isEmpty()) {
            unsent.take().forEach(this::send);
        }
    }

    /** Runs a statement that takes changes back; what was not told yet is not told. */
    public void undo(String sql) {
        unsent.forget();
        update(sql);
    }

    /** Changes rows; tells how many. */
    public int update(String sql, @Nullable Object... parameters) {
        send();
        pulse.enter();
        try {
            int changed = statements.bound(sql, parameters).executeUpdate();
            changes += changed;
            return changed;
        } catch (SQLException failure) {
            throw statements.failed(sql, failure);
        } finally {
            pulse.leave();
        }
    }

    /**
     * Runs several statements that are told to the database together, of which none gives anything but whole numbers; tells
     * those of the last row of all.
     */
    public Optional<long[]> together(String several, @Nullable Object... parameters) {
        send();
        pulse.enter();
        try {
            PreparedStatement all = statements.bound(several, parameters);
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
            throw statements.failed(several, failure);
        } finally {
            pulse.leave();
        }
    }

    /** Shows one row after the other until {@code visitor} has seen enough, which it says with {@code false}. */
    void each(String sql, Predicate<Row> visitor, @Nullable Object... parameters) {
        send();
        pulse.enter();
        try (ResultSet rows = statements.bound(sql, parameters).executeQuery()) {
            var row = new Row(rows, spelling);
            boolean wantsMore = true;
            while (wantsMore && row.next()) {
                wantsMore = visitor.test(row);
            }
        } catch (SQLException failure) {
            throw statements.failed(sql, failure);
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

    private void send(Unsent.Batch batch) {
        pulse.enter();
        try {
            PreparedStatement statement = null;
            for (Unsent.Parameters parameters : batch.all()) {
                statement = statements.bound(batch.sql(), parameters.values().toArray());
                statement.addBatch();
            }
            for (int changed : statement == null ? new int[0] : statement.executeBatch()) {
                checkOne(changed == Statement.SUCCESS_NO_INFO ? 1 : changed);
            }
            changes += batch.all().size();
        } catch (SQLException failure) {
            throw statements.failed(batch.sql(), failure);
        } finally {
            pulse.leave();
        }
    }

    private void sendWhereMuch() {
        if (unsent.isMuch()) {
            send();
        }
    }

    private static void checkOne(int changed) {
        if (changed != 1) {
            throw new IllegalStateException(changed + " rows changed in place of one");
        }
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
}
