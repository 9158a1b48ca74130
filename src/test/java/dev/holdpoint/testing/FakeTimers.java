package dev.holdpoint.testing;

import dev.holdpoint.broker.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Timers that fire when the clock is advanced, on the thread that advances it. */
public final class FakeTimers implements Timers {

    private final FakeClock clock;
    private final List<Set> set = new ArrayList<>();

    public FakeTimers(FakeClock clock) {
        this.clock = clock;
    }

    private record Set(Instant at, Runnable action) {}

    @Override
    public synchronized Timer after(Duration delay, Runnable action) {
        var timer = new Set(clock.instant().plus(delay), action);
        set.add(timer);
        return () -> cancel(timer);
    }

    /** Advances the clock from timer to timer, and fires each. */
    public void advance(Duration by) {
        Instant end = clock.instant().plus(by);
        for (Optional<Set> next = takeNext(end); next.isPresent(); next = takeNext(end)) {
            if (next.get().at.isAfter(clock.instant())) {
                clock.advance(Duration.between(clock.instant(), next.get().at));
            }
            next.get().action.run();
        }
        clock.advance(Duration.between(clock.instant(), end));
    }

    public synchronized int armed() {
        return set.size();
    }

    private synchronized void cancel(Set timer) {
        set.removeIf(known -> known == timer);
    }

    private synchronized Optional<Set> takeNext(Instant end) {
        Optional<Set> next =
                set.stream().filter(timer -> !timer.at.isAfter(end)).min(Comparator.comparing(Set::at));
        next.ifPresent(set::remove);
        return next;
    }
}
