package dev.holdpoint.broker;

import dev.holdpoint.broker.Timers.Timer;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that what is due gets settled: one timer, armed for the earliest known deadline, asks the store to expire
 * what is due. It decides nothing: a timer that is early or late changes only when the store is asked.
 *
 * <p>After each sweep the timer is armed for the minimum of what the store names and of what was learned since the sweep
 * began. Where some are left that are due it sweeps again at once, behind the writes that queued up meanwhile; a failed
 * sweep is tried again with growing pauses and of less, so that what cannot be kept together is kept one by one. The wall
 * clock is looked at every {@link #LOOK}, for clocks jump. Thread-safe.
 */
public final class Deadlines {

    static final int BATCH = 500;
    static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final System.Logger LOG = System.getLogger(Deadlines.class.getName());

    private final Store store;
    private final InstantSource clock;
    private final Timers timers;
    private final Serial serial = new Serial();

    /** The earliest known deadline. Written only by tasks of {@link #serial}; read by anybody to save a task. */
    private volatile Instant next = Instant.MAX;

    // Touched only by tasks of serial.
    private @Nullable Timer armed;
    private boolean sweeping;
    private boolean stopped;
    private int failures;
    private int batch = BATCH;

    public Deadlines(Store store, InstantSource clock, Timers timers) {
        this.store = store;
        this.clock = clock;
        this.timers = timers;
    }

    /** Settles what became due while no process ran, and goes on from there. */
    public void start() {
        sweep();
    }

    /** Takes into account that something is due in so long. */
    public void learn(Duration dueIn) {
        Instant due = after(dueIn);
        if (due.isBefore(next)) {
            serial.run(() -> {
                if (due.isBefore(next)) {
                    next = due;
                    arm();
                }
            });
        }
    }

    /** Asks the store to settle what is due, until nothing is. Called by the timer, and by tests. */
    public void sweep() {
        serial.run(this::begin);
    }

    public void stop() {
        serial.run(() -> {
            stopped = true;
            disarm();
        });
    }

    private void begin() {
        if (sweeping || stopped) {
            return;
        }
        sweeping = true;
        next = Instant.MAX;
        disarm();
        store.expire(batch)
                .subscribe()
                .with(sweep -> serial.run(() -> end(sweep)), failure -> serial.run(() -> fail(failure)));
    }

    private void end(Sweep sweep) {
        sweeping = false;
        failures = 0;
        batch = Math.min(BATCH, 2 * batch);
        Instant named = sweep.next().map(this::after).orElse(Instant.MAX);
        boolean isDue = !named.isAfter(clock.instant());
        if (isDue && sweep.settled() > 0) {
            begin();
            return;
        }
        if (isDue) {
            named = clock.instant().plus(LONGEST_PAUSE); // what cannot be settled is not tried without a pause
        }
        if (named.isBefore(next)) {
            next = named;
        }
        arm();
    }

    private Instant after(Duration duration) {
        return clock.instant().plus(duration);
    }

    private void fail(Throwable failure) {
        sweeping = false;
        batch = Math.max(1, batch / 2);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        if (failures++ == 0) {
            LOG.log(Level.WARNING, "deadlines could not be swept, trying again: {0}", failure.getMessage());
        }
        next = clock.instant();
        arm(pause);
    }

    private void look() {
        armed = null;
        if (clock.instant().isBefore(next)) {
            arm();
        } else {
            begin();
        }
    }

    private void arm() {
        if (sweeping) {
            return;
        }
        Instant now = clock.instant();
        boolean isFar = next.isAfter(now.plus(LOOK));
        arm(isFar ? LOOK : next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO);
    }

    private void arm(Duration delay) {
        disarm();
        if (!stopped) {
            armed = timers.after(delay, () -> serial.run(this::look));
        }
    }

    private void disarm() {
        if (armed != null) {
            armed.cancel();
            armed = null;
        }
    }
}
