package dev.holdpoint.broker;

import java.time.Duration;

/** Runs something later. Thread-safe. */
public interface Timers {

    /** Runs {@code action} once, after at least {@code delay}, unless it is cancelled before. */
    Timer after(Duration delay, Runnable action);

    /** A timer that was set. */
    interface Timer {
        /** Takes it back; without effect once it has run. */
        void cancel();
    }
}
