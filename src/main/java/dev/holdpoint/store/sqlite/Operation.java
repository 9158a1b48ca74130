package dev.holdpoint.store.sqlite;

import dev.holdpoint.interaction.StoreUnavailableException;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** One piece of work on its way through the writer, and who is told its result. Used by the writer's thread only. */
final class Operation<T> {

    private static final System.Logger LOG = System.getLogger(Operation.class.getName());

    private final Work<T> work;
    private final UniEmitter<? super T> caller;
    private final long size;

    private @Nullable T result;
    private @Nullable RuntimeException failure;

    /**
     * @param size how much memory it holds while it waits, in characters
     */
    Operation(Work<T> work, UniEmitter<? super T> caller, long size) {
        this.work = work;
        this.caller = caller;
        this.size = size;
    }

    long size() {
        return size;
    }

    /**
     * Does the work; {@code false} where it failed by itself, not with the file, and the transaction is of no use any more.
     */
    boolean attempt(Transaction transaction) throws SQLException {
        try {
            result = work.run(transaction);
            return true;
        } catch (SQLException broken) {
            if (isOfFile(broken)) {
                throw broken;
            }
            return false;
        } catch (RuntimeException broken) {
            return false;
        }
    }

    /** Does the work, alone in a savepoint: what fails here leaves the rest of the transaction as it is. */
    void attemptAlone(Transaction transaction) throws SQLException {
        int events = transaction.events().size();
        transaction.sql().update("SAVEPOINT operation");
        try {
            result = work.run(transaction);
            transaction.sql().update("RELEASE operation");
        } catch (SQLException broken) {
            if (isOfFile(broken)) {
                throw broken;
            }
            undo(transaction, events, broken);
        } catch (RuntimeException broken) {
            undo(transaction, events, broken);
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

    private void undo(Transaction transaction, int events, Exception broken) throws SQLException {
        transaction.sql().update("ROLLBACK TO operation");
        transaction.sql().update("RELEASE operation");
        transaction.keepEvents(events);
        LOG.log(Level.ERROR, "an operation failed, nothing of it was kept", broken);
        failure = new StoreUnavailableException("the operation failed: " + broken.getMessage(), broken);
    }

    private static boolean isOfFile(SQLException broken) {
        return broken.getErrorCode() != SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    }

    private static void tell(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "a caller could not be told", broken);
        }
    }
}
