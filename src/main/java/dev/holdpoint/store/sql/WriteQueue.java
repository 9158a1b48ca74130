package dev.holdpoint.store.sql;

import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Operations that wait for the writer: a number of anybody's and their bytes, and room that is reserved for the store's
 * own. Thread-safe.
 */
final class WriteQueue {

    private static final int RESERVED = 1_000;

    private final WriterSettings settings;
    private final BlockingQueue<Operation<?>> waiting;
    private final AtomicLong size = new AtomicLong();
    private volatile boolean isClosed;

    WriteQueue(WriterSettings settings) {
        this.settings = settings;
        this.waiting = new ArrayBlockingQueue<>(settings.queue() + RESERVED);
    }

    /**
     * Queues an operation for somebody who waits for it; refused with {@link OverloadedException} where it is not taken, and
     * once it is closed.
     */
    <T> Uni<T> submit(Function<UniEmitter<? super T>, Operation<T>> made, Predicate<Operation<?>> offer) {
        return Uni.createFrom().emitter(caller -> {
            if (isClosed) {
                throw new StoreUnavailableException("the store is closed", null);
            }
            if (!offer.test(made.apply(caller))) {
                caller.fail(new OverloadedException("too many writes are waiting"));
            }
        });
    }

    /** Nobody queues anything any more. */
    void close() {
        isClosed = true;
    }

    int count() {
        return waiting.size();
    }

    /** Takes somebody's operation; {@code false} where too much waits. */
    boolean offer(Operation<?> operation) {
        boolean isFull = waiting.size() >= settings.queue() || size.get() + operation.size() > settings.queueSize();
        return !isFull && offerOwn(operation);
    }

    /** Takes an operation of the store's own. */
    boolean offerOwn(Operation<?> operation) {
        size.addAndGet(operation.size());
        boolean isTaken = waiting.offer(operation);
        if (!isTaken) {
            size.addAndGet(-operation.size());
        }
        return isTaken;
    }

    /** The next operations, in order; none where none came within so many milliseconds. */
    void take(List<Operation<?>> batch, int most, long millis) throws InterruptedException {
        Operation<?> first = millis == 0 ? waiting.poll() : waiting.poll(millis, TimeUnit.MILLISECONDS);
        if (first != null) {
            size.addAndGet(-first.size());
            batch.add(first);
            takeMore(batch, most);
        }
    }

    /** Those that have come meanwhile, in order, until there are so many. */
    void takeMore(List<Operation<?>> batch, int most) {
        int before = batch.size();
        waiting.drainTo(batch, most - before);
        batch.subList(before, batch.size()).forEach(operation -> size.addAndGet(-operation.size()));
    }

    /** All wait a tick longer; those who do so for too long, which wait no more. */
    List<Operation<?>> grow(int most) {
        List<Operation<?>> old = new ArrayList<>();
        for (Operation<?> operation : waiting) {
            if (operation.grow(most)) {
                old.add(operation);
                if (waiting.remove(operation)) {
                    size.addAndGet(-operation.size());
                }
            }
        }
        return old;
    }

    @Nullable Operation<?> poll() {
        return waiting.poll();
    }
}
