package dev.holdpoint.store.sql;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When a thread last showed that it lives, and whether it waits for the database. Set by the thread, read by anybody. */
final class Pulse {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanos;
    private volatile long last;
    private volatile boolean calling;

    Pulse() {
        this(System::nanoTime);
    }

    /** For tests. */
    Pulse(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    void beat() {
        last = nanos.getAsLong();
    }

    /** A call to the database begins. */
    void enter() {
        last = nanos.getAsLong();
        calling = true;
    }

    /** A call to the database ended. */
    void leave() {
        calling = false;
        last = nanos.getAsLong();
    }

    /** Whether nothing was heard of the thread for long, and not for the database's sake. */
    boolean isStuck() {
        return !calling && isLongAgo();
    }

    /** Whether the thread has waited for the database for long. */
    boolean isWaiting() {
        return calling && isLongAgo();
    }

    private boolean isLongAgo() {
        return nanos.getAsLong() - last > PATIENCE_NANOS;
    }
}
