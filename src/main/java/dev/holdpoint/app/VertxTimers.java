package dev.holdpoint.app;

import dev.holdpoint.broker.Timers;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Timers of Vert.x, which counts in whole milliseconds from 1 on. */
final class VertxTimers implements Timers {

    private final Vertx vertx;

    VertxTimers(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        long millis = Math.max(1, delay.plusNanos(999_999).toMillis());
        long id = vertx.setTimer(millis, ignored -> action.run());
        return () -> vertx.cancelTimer(id);
    }
}
