package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PulseTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Pulse pulse = new Pulse(nanos::get);

    @Test
    void aThreadThatSaysNothingForTenSecondsIsStuck() {
        pass(9_999);
        assertThat(pulse.isStuck()).isFalse();
        pass(2);
        assertThat(pulse.isStuck()).isTrue();
        assertThat(pulse.isWaiting()).isFalse();
        pulse.beat();
        assertThat(pulse.isStuck()).isFalse();
    }

    @Test
    void oneThatWaitsForTheDatabaseIsNot() {
        pulse.enter();
        pass(9_999);
        assertThat(pulse.isWaiting()).isFalse();
        pass(2);
        assertThat(pulse.isWaiting()).isTrue();
        assertThat(pulse.isStuck()).isFalse();
        pulse.leave();
        assertThat(pulse.isWaiting()).isFalse();
        pass(10_001);
        assertThat(pulse.isStuck()).isTrue();
    }

    private void pass(long millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
