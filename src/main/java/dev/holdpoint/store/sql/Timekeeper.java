package dev.holdpoint.store.sql;

import dev.holdpoint.broker.Fatal;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has what waits for the database grow older, a tick at a time. Time in which this process stood still, and could not have been
 * answered, is one tick. Thread-safe.
 */
final class Timekeeper implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final System.Logger LOG = System.getLogger(Timekeeper.class.getName());

    private final Runnable onTick;
    private final CountDownLatch closing = new CountDownLatch(1);

    Timekeeper(Runnable onTick) {
        this.onTick = onTick;
        Thread.ofPlatform().name("holdpoint-timekeeper").daemon().start(this::loop);
    }

    /** How many ticks are that long. */
    static int ticks(Duration duration) {
        return Math.toIntExact(duration.dividedBy(TICK));
    }

    private void loop() {
        try {
            while (!closing.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                tick();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        try {
            onTick.run();
        } catch (RuntimeException | Error broken) {
            Fatal.check(broken);
            LOG.log(Level.ERROR, "nobody could be told that it takes too long", broken);
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
