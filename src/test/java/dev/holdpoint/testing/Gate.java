package dev.holdpoint.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where one thread stands still until another lets it go on. */
public final class Gate {

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** Stands still until the gate is open. */
    public void pass() {
        arrived.countDown();
        await(open);
    }

    /** Returns once somebody stands before the gate. */
    public void awaitArrival() {
        await(arrived);
    }

    public void open() {
        open.countDown();
    }

    /** Whoever is interrupted stands still all the same, and learns of it behind the gate. */
    private static void await(CountDownLatch latch) {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    if (!latch.await(30, TimeUnit.SECONDS)) {
                        throw new IllegalStateException("nobody came");
                    }
                    return;
                } catch (InterruptedException interrupted) {
                    isInterrupted = true;
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
