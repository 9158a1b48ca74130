package dev.holdpoint.store.sql;

import dev.holdpoint.broker.Fatal;
import dev.holdpoint.broker.StoreUnavailableException;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something to do in a transaction of the writer's, and who is told its result. It is done again where another of the same
 * transaction fails. Its caller is told once: by the writer's thread, or before by whoever sees that it takes too long; the
 * rest is used by the writer's thread only.
 */
final class Operation<T> {

    private static final System.Logger LOG = System.getLogger(Operation.class.getName());

    private final Function<SqlTables, T> work;
    private final UniEmitter<? super T> caller;
    private final long size;
    private final Foresight foresight;

    private final AtomicBoolean told = new AtomicBoolean();

    /** How long it waits. Touched by the timekeeper only. */
    private int age;

    private boolean isDone;
    private @Nullable T result;
    private @Nullable RuntimeException failure;

    /**
     * @param size how much memory it holds while it waits, in bytes
     */
    Operation(Function<SqlTables, T> work, Foresight foresight, UniEmitter<? super T> caller, long size) {
        this.work = work;
        this.foresight = foresight;
        this.caller = caller;
        this.size = size;
    }

    long size() {
        return size;
    }

    Foresight foresight() {
        return foresight;
    }

    /** It waits a tick longer; whether that is too long, and its caller was told nothing yet. */
    boolean grow(int most) {
        age++;
        return age > most && !told.get();
    }

    /** Whether it was done in this transaction, though its caller was told that it could not be. */
    boolean isInVain() {
        return isDone && told.get();
    }

    /** Does the work; {@code false} where that failed by itself, and the transaction is of no use any more. */
    boolean attempt(SqlTables tables, Dialect dialect) {
        failure = null;
        isDone = !told.get();
        if (!isDone) {
            return true;
        }
        try {
            result = work.apply(tables);
            return true;
        } catch (RuntimeException broken) {
            throwIfOfStore(broken, dialect);
            return false;
        }
    }

    /** Does the work, alone in a savepoint: what fails here leaves the rest of the transaction as it is. */
    void attemptAlone(SqlTables tables, Dialect dialect) {
        isDone = !told.get();
        if (!isDone) {
            return;
        }
        int events = tables.events().size();
        tables.sql().update("SAVEPOINT operation");
        try {
            result = work.apply(tables);
            tables.sql().send();
            tables.sql().update("RELEASE SAVEPOINT operation");
        } catch (RuntimeException broken) {
            throwIfOfStore(broken, dialect);
            tables.sql().undo("ROLLBACK TO SAVEPOINT operation");
            tables.sql().update("RELEASE SAVEPOINT operation");
            tables.keepEvents(events);
            LOG.log(Level.ERROR, "an operation failed, nothing of it was kept", broken);
            failure = new StoreUnavailableException("the operation failed: " + broken.getMessage(), broken);
        }
    }

    /** Tells the result; only once it is durable. */
    void answer() {
        tell(() -> {
            if (failure == null) {
                caller.complete(result);
            } else {
                caller.fail(failure);
            }
        });
    }

    void fail(RuntimeException reason) {
        tell(() -> caller.fail(reason));
    }

    /** What the database itself fails with ends the whole transaction. */
    private static void throwIfOfStore(RuntimeException broken, Dialect dialect) {
        if (broken instanceof SqlFailure sql && !dialect.isOfStatement(sql.reason())) {
            throw broken;
        }
    }

    private void tell(Runnable telling) {
        if (!told.compareAndSet(false, true)) {
            return;
        }
        try {
            telling.run();
        } catch (RuntimeException | Error broken) {
            Fatal.check(broken);
            LOG.log(Level.ERROR, "a caller could not be told", broken);
        }
    }
}
