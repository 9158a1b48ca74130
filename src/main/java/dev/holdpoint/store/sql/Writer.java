package dev.holdpoint.store.sql;

import dev.holdpoint.broker.Fatal;
import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.interaction.InteractionEvent;
import io.smallrye.mutiny.Uni;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. It takes what has queued up, runs it as one transaction, commits once, and then tells
 * everybody: first the news, in the order of the events, then the callers, winners and losers alike.
 *
 * <p>Operations run one after the other without savepoints, which every one of them would pay for. Where one fails, all is
 * rolled back and done again, each in a savepoint of its own, so that it fails alone.
 *
 * <p>Where there is no room for all of it, each half is tried by itself, down to the operations that there is no room for:
 * these fail alone. Asks are refused before; then the store is not available until there is room for any ask again.
 *
 * <p>Where a commit fails its outcome is unknown: the database is opened again and read before anybody is told. While it
 * cannot be opened or written, operations fail and the thread tries again every {@link #PROBE_MILLIS}. No failure ends the
 * thread, an error neither, for nobody would ever be answered again; what is {@link Fatal} ends the process.
 */
final class Writer {

    private static final int MAX_BATCH = 512;
    private static final long PROBE_MILLIS = 500;
    private static final long CLOSE_MILLIS = 8_000;
    private static final System.Logger LOG = System.getLogger(Writer.class.getName());

    private final Dialect dialect;
    private final InstantSource clock;
    private final StoreObserver observer;
    private final WriteQueue queue;
    private final Pulse pulse = new Pulse();
    private final Availability availability = new Availability();
    private final Thread thread = Thread.ofPlatform().name("holdpoint-writer").unstarted(this::loop);

    // Used by the thread only.
    private final WriterConnection connection;
    private final Numbers numbers;
    private final News news;
    private final Recent recent = new Recent();
    private final Unreadable unreadable;

    private volatile Consumer<List<InteractionEvent>> listener = events -> {};
    private volatile long newest;
    private volatile boolean closing;

    Writer(
            WriterSettings settings,
            Dialect dialect,
            Sql sql,
            InstantSource clock,
            StoreObserver observer,
            Unreadable unreadable) {
        this.dialect = dialect;
        this.clock = clock;
        this.observer = observer;
        this.unreadable = unreadable;
        this.queue = new WriteQueue(settings);
        this.connection = new WriterConnection(dialect, sql, pulse);
        this.newest = LogQueries.newest(sql);
        this.numbers = new Numbers(newest);
        this.news = new News(newest);
    }

    void start() {
        thread.start();
    }

    void subscribe(Consumer<List<InteractionEvent>> given) {
        listener = given;
    }

    /** Whether everything is taken, and nothing has waited for the database for long. */
    boolean isAvailable() {
        return availability.isGiven() && !pulse.isWaiting();
    }

    /** Whether its thread goes on, or waits for the database. */
    boolean isAlive() {
        return closing || (thread.isAlive() && !pulse.isStuck());
    }

    /** The number of the last event that was told, or was there at the start. */
    long newest() {
        return newest;
    }

    int queued() {
        return queue.count();
    }

    /** Queues somebody's operation; refused with {@link OverloadedException} when too much is queued. */
    <T> Uni<T> submit(long size, Function<SqlTables, T> work) {
        return Uni.createFrom().emitter(caller -> {
            refuseWhenClosed();
            if (!queue.offer(new Operation<T>(work, caller, size))) {
                caller.fail(new OverloadedException("too many writes are waiting"));
            }
        });
    }

    /** Queues an operation of the store's own, for which room is reserved. */
    <T> Uni<T> submitOwn(Function<SqlTables, T> work) {
        return Uni.createFrom().emitter(caller -> {
            refuseWhenClosed();
            if (!queue.offerOwn(new Operation<T>(work, caller, 0))) {
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
        for (Operation<?> left = queue.poll(); left != null; left = queue.poll()) {
            left.fail(new StoreUnavailableException("the store is closed", null));
        }
    }

    private void refuseWhenClosed() {
        if (closing) {
            throw new StoreUnavailableException("the store is closed", null);
        }
    }

    private void loop() {
        var batch = new ArrayList<Operation<?>>(MAX_BATCH);
        while (true) {
            pulse.beat();
            take(batch);
            if (!batch.isEmpty()) {
                run(batch);
                batch.clear();
            } else if (closing) {
                connection.close();
                return; // what is offered from now on is refused
            } else if (!availability.isGiven()) {
                probe();
            }
        }
    }

    private void take(List<Operation<?>> batch) {
        try {
            queue.take(batch, MAX_BATCH, closing ? 0 : PROBE_MILLIS);
        } catch (InterruptedException interrupted) {
            closing = true;
        }
    }

    private void run(List<Operation<?>> batch) {
        StoreUnavailableException failure = null;
        try {
            commit(batch);
        } catch (RuntimeException | Error broken) {
            Fatal.check(broken);
            if (batch.size() > 1 && broken instanceof SqlFailure sql && dialect.isFull(sql.reason())) {
                runHalves(batch);
                return;
            }
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

    private void runHalves(List<Operation<?>> batch) {
        news.forget();
        try {
            connection.get().update("ROLLBACK");
        } catch (SqlFailure rolledBackAlready) {
            LOG.log(Level.DEBUG, "not rolled back: {0}", rolledBackAlready.getMessage());
        }
        int half = batch.size() / 2;
        run(batch.subList(0, half));
        run(batch.subList(half, batch.size()));
    }

    private void commit(List<Operation<?>> batch) {
        SqlTables tables = carryOut(batch);
        Tallying.count(tables.sql(), tables.events());
        news.expect(tables.events());
        long start = System.nanoTime();
        tables.sql().update("COMMIT");
        observer.onCommit(batch.size(), Duration.ofNanos(System.nanoTime() - start));
        news.confirm();
        availability.onWrite();
        if (availability.isFull() || tables.lacksRoom()) {
            availability.onRoom(tables.hasRoomForAnyAsk());
        }
    }

    private SqlTables carryOut(List<Operation<?>> batch) {
        SqlTables tables = begin();
        for (Operation<?> operation : batch) {
            if (!operation.attempt(tables, dialect)) {
                tables.sql().update("ROLLBACK");
                return carryOutEachAlone(batch);
            }
        }
        return tables;
    }

    private SqlTables carryOutEachAlone(List<Operation<?>> batch) {
        SqlTables tables = begin();
        for (Operation<?> operation : batch) {
            operation.attemptAlone(tables, dialect);
        }
        return tables;
    }

    private SqlTables begin() {
        connection.get().update(dialect.begin());
        return tables();
    }

    private SqlTables tables() {
        return new SqlTables(connection.get(), clock, numbers::next, recent, dialect, unreadable);
    }

    /** Reads whether the transaction was kept after all; tells why its callers cannot be answered, if not. */
    private @Nullable StoreUnavailableException recover(Throwable broken) {
        availability.onFailure(broken);
        return reopen()
                ? null
                : new StoreUnavailableException("the store cannot write: " + broken.getMessage(), broken);
    }

    /** Opens the database again and reads what is in it; {@code true} if the expected events are. */
    private boolean reopen() {
        try {
            Sql sql = connection.reopen();
            numbers.atLeast(LogQueries.newest(sql));
            return news.readOn(sql, unreadable);
        } catch (RuntimeException | Error stillBroken) {
            Fatal.check(stillBroken);
            LOG.log(Level.DEBUG, "the database cannot be opened: {0}", stillBroken.getMessage());
            connection.drop();
            news.forget();
            return false;
        }
    }

    private void probe() {
        try {
            if (!availability.canWrite()) {
                dialect.probe(connection.get());
                availability.onWrite();
            }
            if (availability.isFull()) {
                availability.onRoom(tables().hasRoomForAnyAsk());
            }
        } catch (RuntimeException | Error stillBroken) {
            Fatal.check(stillBroken);
            reopen();
        }
        tellNews();
    }

    private void tellNews() {
        List<InteractionEvent> events = news.take();
        if (events.isEmpty()) {
            return;
        }
        newest = events.getLast().number();
        try {
            listener.accept(events);
        } catch (RuntimeException | Error broken) {
            Fatal.check(broken);
            LOG.log(Level.ERROR, "news could not be told", broken);
        }
    }
}
