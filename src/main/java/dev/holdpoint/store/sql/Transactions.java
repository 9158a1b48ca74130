package dev.holdpoint.store.sql;

import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;

/**
 * The writer's transactions: operations run one after the other without savepoints, which every one of them would pay for.
 * Where one fails, all is rolled back and done again, each in a savepoint of its own, so that it fails alone. Used by the
 * writer's thread only.
 */
final class Transactions {

    private static final System.Logger LOG = System.getLogger(Writer.class.getName());

    private final Dialect dialect;
    private final WriterConnection connection;
    private final InstantSource clock;
    private final Unreadable unreadable;
    private final Numbers numbers;
    private final Recent recent = new Recent();

    private long newest;

    Transactions(
            Dialect dialect, WriterConnection connection, InstantSource clock, Unreadable unreadable, long newest) {
        this.dialect = dialect;
        this.connection = connection;
        this.clock = clock;
        this.unreadable = unreadable;
        this.numbers = new Numbers(newest);
    }

    /** Does all of it in a transaction that has begun, or in another one in its place, which is left open. */
    SqlTables carryOut(List<Operation<?>> batch, SqlTables tables) {
        if (succeeds(() -> tables.foresee(batch))
                && batch.stream().allMatch(operation -> operation.attempt(tables, dialect))
                && succeeds(() -> tables.sql().send())) {
            return tables;
        }
        tables.sql().undo("ROLLBACK");
        recent.clear();
        return carryOutEachAlone(batch);
    }

    /** What is asked or told for all of them together fails together, and nobody knows whose it is. */
    private boolean succeeds(Runnable together) {
        try {
            together.run();
            return true;
        } catch (IllegalStateException notOne) {
            return false;
        } catch (SqlFailure broken) {
            if (dialect.isOfStatement(broken.reason())) {
                return false;
            }
            throw broken;
        }
    }

    /** The last event that others had made when the transaction began. */
    long newestOfOthers() {
        return newest;
    }

    /** What would be seen now. */
    SqlTables tables() {
        return tables(clock);
    }

    /** Numbers up to this one are given. */
    void onGiven(long number) {
        numbers.atLeast(number);
    }

    /** Nothing of it is to be kept. */
    void rollBack() {
        recent.clear();
        try {
            connection.get().undo("ROLLBACK");
        } catch (SqlFailure rolledBackAlready) {
            LOG.log(Level.DEBUG, "not rolled back: {0}", rolledBackAlready.getMessage());
        }
    }

    /** Nobody knows what is kept. */
    void forget() {
        recent.clear();
    }

    private SqlTables carryOutEachAlone(List<Operation<?>> batch) {
        SqlTables tables = begin();
        for (Operation<?> operation : batch) {
            operation.attemptAlone(tables, dialect);
        }
        return tables;
    }

    /** Begins one, beside which nobody else writes. */
    SqlTables begin() {
        Dialect.Beginning beginning = dialect.begin(connection.get(), clock);
        newest = beginning.newest();
        numbers.atLeast(newest);
        return tables(beginning.clock());
    }

    private SqlTables tables(InstantSource time) {
        return new SqlTables(connection.get(), time, numbers::next, recent, dialect, unreadable);
    }
}
