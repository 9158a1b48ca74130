package dev.holdpoint.broker;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one at a time, in the order in which they were given, on whichever thread is at hand; nobody waits for
 * anybody. State that is touched only by the tasks of one {@code Serial} needs no other guard. A task that fails, in
 * whatever way, does not keep the next from running. Thread-safe.
 */
public final class Serial {

    private static final System.Logger LOG = System.getLogger(Serial.class.getName());

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private volatile boolean isBusy;
    private volatile long busySince;

    /** Whether one task has gone on for longer than this. */
    public boolean isStuckFor(Duration patience) {
        return isBusy && System.nanoTime() - busySince > patience.toNanos();
    }

    public void run(Runnable task) {
        tasks.add(task);
        if (unfinished.getAndIncrement() == 0) {
            do {
                runOne(tasks.remove());
            } while (unfinished.decrementAndGet() > 0);
        }
    }

    private void runOne(Runnable task) {
        busySince = System.nanoTime();
        isBusy = true;
        try {
            task.run();
        } catch (Throwable failure) {
            Fatal.check(failure);
            LOG.log(Level.ERROR, "a task failed; the next one goes on", failure);
        } finally {
            isBusy = false;
        }
    }
}
