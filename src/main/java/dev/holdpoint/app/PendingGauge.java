package dev.holdpoint.app;

import dev.holdpoint.broker.Notice;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.store.PendingCount;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many are pending: what the store counted, and each event after those that it counted, whether it is heard of before the
 * store's answer or after. Thread-safe.
 */
final class PendingGauge {

    private final ReentrantLock lock = new ReentrantLock();

    private final AtomicLong count = new AtomicLong();

    // Guarded by the lock, under which alone the count is changed.
    private long through;
    private int asking = 1;
    private final List<Step> meanwhile = new ArrayList<>();

    /** What an event changes. */
    private record Step(long number, int by) {}

    /** The store is about to be asked, once more. */
    void ask() {
        locked(() -> asking++);
    }

    /** The store, which was asked, gave no answer. */
    void unanswered() {
        locked(this::end);
    }

    void answered(PendingCount counted) {
        locked(() -> {
            through = counted.through();
            count.set(counted.count());
            meanwhile.forEach(this::add);
            end();
        });
    }

    void on(Notice happened) {
        var step = new Step(happened.number(), happened.kind() == InteractionEvent.Kind.REQUESTED ? 1 : -1);
        locked(() -> {
            if (asking > 0) {
                meanwhile.add(step);
            }
            add(step);
        });
    }

    long count() {
        return count.get();
    }

    private void end() {
        asking--;
        if (asking == 0) {
            meanwhile.clear();
        }
    }

    private void add(Step step) {
        count.addAndGet(step.number > through ? step.by : 0);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
