package dev.holdpoint.store.sql;

import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads beside the writer, each question of one state of what is kept, on a few threads. Thread-safe. */
final class Readers {

    private static final int MAX_WAITING = 20_000;
    private static final System.Logger LOG = System.getLogger(Readers.class.getName());

    private final Dialect dialect;
    private final ThreadPoolExecutor threads;
    private final ConcurrentLinkedQueue<Sql> idle = new ConcurrentLinkedQueue<>();

    /** A question to the store. */
    interface Question<T> {
        T ask(Sql sql);
    }

    Readers(Dialect dialect, int count) {
        this.dialect = dialect;
        var number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                task -> Thread.ofPlatform()
                        .name("holdpoint-reader-" + number.incrementAndGet())
                        .daemon()
                        .unstarted(task));
    }

    /** Asks a question of several statements, in a short transaction. */
    <T> Uni<T> read(Question<T> question) {
        return readOne(sql -> {
            sql.update(dialect.beginReading());
            T answer = question.ask(sql);
            sql.update("COMMIT");
            return answer;
        });
    }

    /** Asks a question of one statement, which sees one state by itself. */
    <T> Uni<T> readOne(Question<T> question) {
        return Uni.createFrom().emitter(caller -> {
            try {
                threads.execute(() -> {
                    T answer;
                    try {
                        answer = answer(question);
                    } catch (SqlFailure broken) {
                        caller.fail(
                                new StoreUnavailableException("the store cannot read: " + broken.getMessage(), broken));
                        return;
                    } catch (RuntimeException broken) {
                        caller.fail(broken);
                        return;
                    }
                    caller.complete(answer);
                });
            } catch (RejectedExecutionException full) {
                caller.fail(
                        threads.isShutdown()
                                ? new StoreUnavailableException("the store is closed", full)
                                : new OverloadedException("too many reads are waiting"));
            }
        });
    }

    void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "some reads did not end in time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Sql sql = idle.poll(); sql != null; sql = idle.poll()) {
            closeQuietly(sql);
        }
    }

    private <T> T answer(Question<T> question) {
        Sql present = idle.poll();
        Sql sql = present == null ? dialect.openReader() : present;
        boolean isDone = false;
        try {
            T answer = question.ask(sql);
            isDone = true;
            return answer;
        } finally {
            if (isDone) {
                idle.add(sql);
            } else {
                closeQuietly(sql);
            }
        }
    }

    private static void closeQuietly(Sql sql) {
        try {
            sql.close();
        } catch (SqlFailure broken) {
            LOG.log(Level.DEBUG, "a connection could not be closed: {0}", broken.getMessage());
        }
    }
}
