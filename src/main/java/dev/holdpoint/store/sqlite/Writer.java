package dev.holdpoint.store.sqlite;

import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.OverloadedException;
import dev.holdpoint.interaction.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. It takes what has queued up, runs it as one transaction, commits once, and then tells
 * everybody: first the news, in the order of the events, then the callers, winners and losers alike.
 *
 * <p>Operations run one after the other without savepoints, which every one of them would pay for. Where one fails, all is
 * rolled back and done again, each in a savepoint of its own, so that it fails alone.
 *
 * <p>Where a commit fails its outcome is unknown: the file is opened again and read before anybody is told. While it
 * cannot be opened or written, operations fail and the thread tries again every {@link #PROBE_MILLIS}.
 */
final class Writer {

    private static final int MAX_BATCH = 512;
    private static final int RESERVED = 1_000;
    private static final long PROBE_MILLIS = 500;
    private static final long CLOSE_MILLIS = 8_000;
    private static final System.Logger LOG = System.getLogger(Writer.class.getName());

    private final SqliteSettings settings;
    private final InstantSource clock;
    private final StoreObserver observer;
    private final BlockingQueue<Operation<?>> queue;
    private final AtomicLong queuedSize = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("holdpoint-writer").unstarted(this::loop);
    private final LogTail log;

    private volatile Consumer<List<InteractionEvent>> news = events -> {};
    private volatile boolean available = true;
    private volatile boolean closing;

    Writer(SqliteSettings settings, LogTail log, InstantSource clock, StoreObserver observer) {
        this.settings = settings;
        this.log = log;
        this.clock = clock;
        this.observer = observer;
        this.queue = new ArrayBlockingQueue<>(settings.queue() + RESERVED);
    }

    void start() {
        thread.start();
    }

    void tell(Consumer<List<InteractionEvent>> listener) {
        news = listener;
    }

    boolean isAvailable() {
        return available;
    }

    int queued() {
        return queue.size();
    }

    /** Queues somebody's operation; refused with {@link OverloadedException} when too much is queued. */
    <T> Uni<T> submit(long size, Work<T> work) {
        return Uni.createFrom().emitter(caller -> {
            boolean isFull = queue.size() >= settings.queue() || queuedSize.get() + size > settings.queueSize();
            if (isFull || !enqueue(new Operation<T>(work, caller, size))) {
                caller.fail(new OverloadedException("too many writes are waiting"));
            }
        });
    }

    /** Queues an operation of the store's own, for which room is reserved. */
    <T> Uni<T> submitOwn(Work<T> work) {
        return Uni.createFrom().emitter(caller -> {
            if (!enqueue(new Operation<T>(work, caller, 0))) {
                caller.fail(new OverloadedException("too many writes are waiting"));
            }
        });
    }

    /** Finishes what is queued and ends. */
    void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean enqueue(Operation<?> operation) {
        if (closing) {
            throw new StoreUnavailableException("the store is closed", null);
        }
        queuedSize.addAndGet(operation.size());
        boolean isQueued = queue.offer(operation);
        if (!isQueued) {
            queuedSize.addAndGet(-operation.size());
        }
        return isQueued;
    }

    private void loop() {
        var batch = new ArrayList<Operation<?>>(MAX_BATCH);
        while (true) {
            Operation<?> first = poll();
            if (first != null) {
                batch.add(first);
                queue.drainTo(batch, MAX_BATCH - 1);
                batch.forEach(operation -> queuedSize.addAndGet(-operation.size()));
                run(batch);
                batch.clear();
            } else if (closing) {
                log.close();
                return; // what is offered from now on is refused
            } else if (!available) {
                probe();
            }
        }
    }

    private @Nullable Operation<?> poll() {
        try {
            return closing ? queue.poll() : queue.poll(PROBE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            closing = true;
            return null;
        }
    }

    private void run(List<Operation<?>> batch) {
        StoreUnavailableException failure = null;
        try {
            commit(batch);
        } catch (SQLException | RuntimeException broken) {
            failure = recover(broken);
        }
        tellNews();
        for (Operation<?> operation : batch) {
            if (failure == null) {
                operation.answer();
            } else {
                operation.fail(failure);
            }
        }
    }

    private void commit(List<Operation<?>> batch) throws SQLException {
        Transaction transaction = carryOut(batch);
        transaction.tally();
        log.expect(transaction.events());
        long start = System.nanoTime();
        transaction.sql().update("COMMIT");
        observer.onCommit(batch.size(), Duration.ofNanos(System.nanoTime() - start));
        log.confirm();
        setAvailable();
    }

    private Transaction carryOut(List<Operation<?>> batch) throws SQLException {
        Transaction transaction = begin();
        for (Operation<?> operation : batch) {
            if (!operation.attempt(transaction)) {
                transaction.sql().update("ROLLBACK");
                return carryOutEachAlone(batch);
            }
        }
        return transaction;
    }

    private Transaction carryOutEachAlone(List<Operation<?>> batch) throws SQLException {
        Transaction transaction = begin();
        for (Operation<?> operation : batch) {
            operation.attemptAlone(transaction);
        }
        return transaction;
    }

    private Transaction begin() throws SQLException {
        var transaction = new Transaction(log.connection(), clock, log::nextNumber);
        transaction.sql().update("BEGIN IMMEDIATE");
        return transaction;
    }

    /** Opens the file again and reads whether the transaction is in it; tells why its callers cannot be answered, if so. */
    private @Nullable StoreUnavailableException recover(Exception broken) {
        if (available) {
            LOG.log(Level.ERROR, "the store cannot write: {0}", broken.getMessage());
        }
        available = false;
        if (log.reopen()) {
            return null;
        }
        return new StoreUnavailableException("the store cannot write: " + broken.getMessage(), broken);
    }

    private void probe() {
        try {
            Sql sql = log.connection();
            sql.update("BEGIN IMMEDIATE");
            sql.update("INSERT INTO probe VALUES (zeroblob(65536))");
            sql.update("COMMIT");
            sql.update("DELETE FROM probe");
            setAvailable();
        } catch (SQLException stillBroken) {
            log.reopen();
        }
        tellNews();
    }

    private void setAvailable() {
        if (!available) {
            LOG.log(Level.INFO, "the store can write again");
            available = true;
        }
    }

    private void tellNews() {
        List<InteractionEvent> events = log.takeUntold();
        if (events.isEmpty()) {
            return;
        }
        try {
            news.accept(events);
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "news could not be told", broken);
        }
    }
}
