package dev.holdpoint.store.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

    WriteQueue(WriterSettings settings) {
        this.settings = settings;
        this.waiting = new ArrayBlockingQueue<>(settings.queue() + RESERVED);
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
            batch.add(first);
            waiting.drainTo(batch, most - 1);
            batch.forEach(operation -> size.addAndGet(-operation.size()));
        }
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
