package dev.holdpoint.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.FakeTimers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private final FakeClock clock = new FakeClock();
    private final FakeTimers timers = new FakeTimers(clock);
    private final MemoryStore store = new MemoryStore(clock);
    private final Deadlines deadlines = new Deadlines(store, clock, timers);

    @Test
    void whatIsDueAtTheStartIsSettledAtOnce() {
        var id = asked(Duration.ofSeconds(5));
        clock.advance(Duration.ofHours(1));
        deadlines.start();
        assertThat(status(id)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void aDeadlineThatIsLearnedIsKeptToTheMillisecond() {
        deadlines.start();
        var id = asked(Duration.ofMillis(2_500));
        deadlines.learn(Duration.ofMillis(2_500));
        timers.advance(Duration.ofMillis(2_499));
        assertThat(status(id)).isEqualTo(Status.PENDING);
        timers.advance(Duration.ofMillis(1));
        assertThat(status(id)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void theEarliestOfManyIsArmedAndOnlyOneTimer() {
        var late = asked(Duration.ofSeconds(9));
        var early = asked(Duration.ofSeconds(3));
        deadlines.start();
        deadlines.learn(Duration.ofSeconds(5));
        deadlines.learn(Duration.ofSeconds(4));
        assertThat(timers.armed()).isEqualTo(1);
        timers.advance(Duration.ofSeconds(3));
        assertThat(status(early)).isEqualTo(Status.EXPIRED);
        assertThat(status(late)).isEqualTo(Status.PENDING);
        timers.advance(Duration.ofSeconds(6));
        assertThat(status(late)).isEqualTo(Status.EXPIRED);
        assertThat(timers.armed()).isEqualTo(1);
    }

    @Test
    void moreThanABatchIsSettledInOneGo() {
        for (int i = 0; i < 2 * Deadlines.BATCH + 1; i++) {
            store.create(
                            Caller.ANONYMOUS,
                            Asks.any().in("s" + i).within(Duration.ofSeconds(1)).made())
                    .await()
                    .indefinitely();
        }
        clock.advance(Duration.ofSeconds(1));
        deadlines.sweep();
        assertThat(store.statistics(new Scope.Everything())
                        .await()
                        .indefinitely()
                        .pending())
                .isZero();
    }

    @Test
    void aClockThatJumpsIsNoticedWithinTenSeconds() {
        var id = asked(Duration.ofHours(10));
        deadlines.start();
        clock.advance(Duration.ofHours(11));
        timers.advance(Duration.ofMillis(1));
        assertThat(status(id)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void onceStoppedNothingIsArmed() {
        asked(Duration.ofSeconds(1));
        deadlines.start();
        deadlines.stop();
        deadlines.learn(Duration.ZERO);
        assertThat(timers.armed()).isZero();
    }

    private InteractionId asked(Duration timeout) {
        var made = Asks.any().within(timeout).made();
        store.create(Caller.ANONYMOUS, made).await().indefinitely();
        return made.id();
    }

    private Status status(InteractionId id) {
        return store.find(new Scope.Everything(), id)
                .await()
                .indefinitely()
                .orElseThrow()
                .status();
    }
}
