package dev.holdpoint.store.sql;

import dev.holdpoint.broker.Fatal;
import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Reads beside the writer, each question of one state of what is kept, on a few threads. Thread-safe. */
final class Readers {

    private static final int MAX_WAITING = 20_000;
    private static final System.Logger LOG = System.getLogger(Readers.class.getName());

    private final Dialect dialect;
    private final ThreadPoolExecutor threads;
    private final ConcurrentLinkedQueue<Sql> idle = new ConcurrentLinkedQueue<>();
    private final Set<Read> reads = ConcurrentHashMap.newKeySet();

    /** A question to the store. */
    interface Question<T> {
        T ask(Sql sql);
    }

    /** A question that is asked a turn at a time, so that nobody waits long behind it; used by one thread at a time. */
    interface Turns<T> {
        /** Takes the next turn; empty where another one is needed. */
        Optional<T> next(Sql sql);
    }

    /** Somebody who waits for an answer; how long is known to the timekeeper alone. */
    private static final class Read {
        private final UniEmitter<?> caller;
        private int age;
        private volatile boolean isOver;

        Read(UniEmitter<?> caller) {
            this.caller = caller;
        }
    }

    Readers(Dialect dialect, String name, int count) {
        this.dialect = dialect;
        var number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                task -> Thread.ofPlatform()
                        .name("holdpoint-" + name + "-" + number.incrementAndGet())
                        .daemon()
                        .unstarted(task));
    }

    /** Asks a question of several statements, in a short transaction. */
    <T> Uni<T> read(Question<T> question) {
        return readOne(sql -> inTransaction(sql, question));
    }

    /** Asks a question of one statement, which sees one state by itself. */
    <T> Uni<T> readOne(Question<T> question) {
        return Uni.createFrom().emitter(caller -> execute(caller, () -> caller.complete(answer(question))));
    }

    /** Asks a question turn by turn, each behind whatever waits then; no further once nobody waits for the answer. */
    <T> Uni<T> inTurns(Supplier<Turns<T>> question) {
        return Uni.createFrom().emitter(caller -> {
            var isOver = new AtomicBoolean();
            caller.onTermination(() -> isOver.set(true));
            takeTurn(question.get(), caller, isOver);
        });
    }

    private <T> void takeTurn(Turns<T> turns, UniEmitter<? super T> caller, AtomicBoolean isOver) {
        execute(caller, () -> {
            Optional<T> answer = answer(sql -> inTransaction(sql, turns::next));
            if (answer.isPresent()) {
                caller.complete(answer.get());
            } else if (!isOver.get()) {
                takeTurn(turns, caller, isOver);
            }
        });
    }

    private void execute(UniEmitter<?> caller, Runnable reading) {
        var read = new Read(caller);
        reads.add(read);
        try {
            threads.execute(() -> {
                try {
                    if (!read.isOver) {
                        reading.run();
                    }
                } catch (SqlFailure broken) {
                    caller.fail(new StoreUnavailableException("the store cannot read: " + broken.getMessage(), broken));
                } catch (RuntimeException | Error broken) {
                    Fatal.check(broken);
                    caller.fail(broken);
                } finally {
                    reads.remove(read);
                }
            });
        } catch (RejectedExecutionException full) {
            reads.remove(read);
            caller.fail(
                    threads.isShutdown()
                            ? new StoreUnavailableException("the store is closed", full)
                            : new OverloadedException("too many reads are waiting"));
        }
    }

    private <T> T inTransaction(Sql sql, Question<T> question) {
        dialect.beginReading(sql);
        T answer = question.ask(sql);
        dialect.endReading(sql);
        return answer;
    }

    /** All wait a tick longer; for whom that is too long, is told so. */
    void grow(int most) {
        for (Read read : reads) {
            read.age++;
            if (read.age > most && !read.isOver) {
                read.isOver = true;
                read.caller.fail(new StoreUnavailableException("the database does not answer", null));
            }
        }
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
