package dev.holdpoint.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/** Something that is done when the process is told to end (SIGINT, SIGTERM, SIGHUP) before it is through by itself. */
final class WhenStopped {

    private WhenStopped() {}

    /**
     * Does the one, and the other where that does not come to its end; at most one of both has the last word.
     *
     * @param stopped what is done then; the process ends with 128 and the number of the signal
     */
    static int perform(Runnable stopped, IntSupplier work) {
        var isOver = new AtomicBoolean();
        var hook = Thread.ofPlatform().name("stopped").unstarted(() -> {
            if (isOver.compareAndSet(false, true)) {
                stopped.run();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.getAsInt();
        } finally {
            if (!isOver.compareAndSet(false, true)) {
                join(hook); // it needs what the work has open
            }
        }
    }

    private static void join(Thread hook) {
        try {
            hook.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
