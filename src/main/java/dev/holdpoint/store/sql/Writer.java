package dev.holdpoint.store.sql;

import dev.holdpoint.broker.Fatal;
import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The one thread that writes. It takes what has queued up, runs it as one transaction, commits once, and then tells
 * everybody: first the news, in the order of the events, then the callers, winners and losers alike.
 *
 * <p>Where there is no room for all of it, each half is tried by itself, down to the operations that there is no room for:
 * these fail alone. Asks are refused before; then the store is not available until there is room for any ask again.
 *
 * <p>Where a commit fails its outcome is unknown: the database is opened again and read before anybody is told. While it
 * cannot be opened or written, operations fail and the thread tries again every {@link #PROBE_MILLIS}. No failure ends the
 * thread, an error neither, for nobody would ever be answered again; what is {@link Fatal} ends the process.
 *
 * <p>Whoever waits too long for the database is told so meanwhile, and what was queued for them is not done any more; only what
 * was about to be kept may be.
 */
final class Writer {

    private static final int MAX_BATCH = 512;
    private static final long PROBE_MILLIS = 500;
    private static final long CLOSE_MILLIS = 8_000;
    private static final System.Logger LOG = System.getLogger(Writer.class.getName());

    private final Dialect dialect;
    private final StoreObserver observer;
    private final WriteQueue queue;
    private final Pulse pulse = new Pulse();
    private final Availability availability = new Availability();
    private final Thread thread = Thread.ofPlatform().name("holdpoint-writer").unstarted(this::loop);

    // Used by the thread only.
    private boolean isCommitting;
    private final WriterConnection connection;
    private final Transactions transactions;
    private final News news;
    private final OthersLog othersLog;
    private final Unreadable unreadable;

    /** What the thread is about to do. */
    private volatile List<Operation<?>> underWay = List.of();

    private volatile boolean closing;

    Writer(
            WriterSettings settings,
            Dialect dialect,
            Sql sql,
            InstantSource clock,
            StoreObserver observer,
            Unreadable unreadable) {
        this.dialect = dialect;
        this.observer = observer;
        this.unreadable = unreadable;
        this.queue = new WriteQueue(settings);
        this.connection = new WriterConnection(dialect, sql, pulse);
        long newest = LogQueries.newest(sql);
        this.transactions = new Transactions(dialect, connection, clock, unreadable, newest);
        this.news = new News(newest);
        this.othersLog = new OthersLog(dialect, news, unreadable);
    }

    void start() {
        thread.start();
    }

    /** What became durable, for whoever hears of it otherwise than by this writer. */
    News news() {
        return news;
    }

    OthersLog othersLog() {
        return othersLog;
    }

    /** Whether everything is taken, and nothing has waited for the database for long. */
    boolean isAvailable() {
        return availability.isGiven() && !pulse.isWaiting();
    }

    /** Whether its thread goes on, or waits for the database. */
    boolean isAlive() {
        return closing || (thread.isAlive() && !pulse.isStuck());
    }

    int queued() {
        return queue.count();
    }

    /** Queues somebody's operation; refused with {@link OverloadedException} when too much is queued. */
    <T> Uni<T> submit(long size, Function<SqlTables, T> work) {
        return submit(size, Foresight.NONE, work);
    }

    <T> Uni<T> submit(long size, Foresight foresight, Function<SqlTables, T> work) {
        return queue.submit(caller -> new Operation<T>(work, foresight, caller, size), queue::offer);
    }

    /** Queues an operation of the store's own, for which room is reserved. */
    <T> Uni<T> submitOwn(Function<SqlTables, T> work) {
        return submitOwn(Foresight.NONE, work);
    }

    <T> Uni<T> submitOwn(Foresight foresight, Function<SqlTables, T> work) {
        return queue.submit(caller -> new Operation<T>(work, foresight, caller, 0), queue::offerOwn);
    }

    /** All wait a tick longer; for whom that is too long, is told so. */
    void grow(int most) {
        List<Operation<?>> old = queue.grow(most);
        underWay.stream().filter(operation -> operation.grow(most)).forEach(old::add);
        if (!old.isEmpty()) {
            availability.onSilence();
            var failure = new StoreUnavailableException("the database does not answer", null);
            old.forEach(operation -> operation.fail(failure));
        }
    }

    /** Finishes what is queued and ends. */
    void close() {
        queue.close();
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

    private void loop() {
        var batch = new ArrayList<Operation<?>>(MAX_BATCH);
        while (true) {
            pulse.beat();
            take(batch);
            if (!batch.isEmpty()) {
                underWay = List.copyOf(batch);
                run(batch, true);
                underWay = List.of();
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
            queue.close();
            closing = true;
        }
    }

    /** What queues up while the transaction waits to begin is done in it too, but where there is no room for much. */
    private void run(List<Operation<?>> batch, boolean isRoom) {
        StoreUnavailableException failure = null;
        try {
            commit(batch, isRoom);
        } catch (RuntimeException | Error broken) {
            Fatal.check(broken);
            if (batch.size() > 1 && broken instanceof SqlFailure sql && dialect.isFull(sql.reason())) {
                runHalves(batch);
                return;
            }
            availability.onFailure(broken);
            failure = new StoreUnavailableException("the store cannot write: " + broken.getMessage(), broken);
            if (!isCommitting && connection.isOpen()) {
                giveUp(batch, failure);
                return;
            }
            failure = reopen() ? null : failure;
        }
        news.tell();
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
        transactions.rollBack();
        int half = batch.size() / 2;
        run(batch.subList(0, half), false);
        run(batch.subList(half, batch.size()), false);
    }

    private void commit(List<Operation<?>> batch, boolean isRoom) {
        isCommitting = false;
        SqlTables tables = transactions.begin();
        if (isRoom) {
            queue.takeMore(batch, MAX_BATCH);
            underWay = List.copyOf(batch);
        }
        tables = transactions.carryOut(batch, tables);
        while (batch.stream().anyMatch(Operation::isInVain)) {
            transactions.rollBack();
            tables = transactions.carryOut(batch, transactions.begin());
        }
        Tallying.count(tables.sql(), tables.events());
        news.expect(tables.events());
        long start = System.nanoTime();
        isCommitting = true;
        dialect.commit(tables.sql(), !tables.events().isEmpty());
        observer.onCommit(batch.size(), Duration.ofNanos(System.nanoTime() - start));
        confirm(tables);
        isCommitting = false;
        availability.onWrite();
        if (availability.isFull() || tables.lacksRoom()) {
            availability.onRoom(tables.hasRoomForAnyAsk());
        }
    }

    /** Callers do not wait for much that others wrote before: the log tells both then. */
    private void confirm(SqlTables tables) {
        try {
            if (othersLog.confirm(tables.sql(), transactions.newestOfOthers())) {
                return;
            }
        } catch (SqlFailure broken) {
            LOG.log(Level.DEBUG, "the log could not be read: {0}", broken.getMessage());
            renew(); // it may be in a transaction yet
        }
        news.forget();
    }

    private void renew() {
        try {
            connection.reopen();
        } catch (SqlFailure broken) {
            LOG.log(Level.DEBUG, "the database cannot be opened: {0}", broken.getMessage());
        }
    }

    /** Nothing was kept: nobody needs to wait until the database is back. */
    private void giveUp(List<Operation<?>> batch, StoreUnavailableException failure) {
        batch.forEach(operation -> operation.fail(failure));
        reopen();
        news.tell();
    }

    /** Opens the database again and reads what is in it; {@code true} if the expected events are. */
    private boolean reopen() {
        transactions.forget();
        try {
            Sql sql = connection.reopen();
            Dialect.Fate fate = dialect.fate(sql, isCommitting);
            transactions.onGiven(LogQueries.newest(sql));
            if (fate == Dialect.Fate.TOLD_BY_LOG) {
                return news.readOn(sql, unreadable);
            }
            news.forget(); // whoever follows the log tells it
            return fate == Dialect.Fate.KEPT;
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
                availability.onRoom(transactions.tables().hasRoomForAnyAsk());
            }
        } catch (RuntimeException | Error stillBroken) {
            Fatal.check(stillBroken);
            reopen();
        }
        news.tell();
    }
}
