package dev.holdpoint.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.FakeTimers;
import dev.holdpoint.testing.Interposed;
import dev.holdpoint.testing.Interposed.Call;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When the store is asked to settle what is due, whatever it answers. */
class SweepsTest {

    private static final Duration BEFORE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Sweep NOTHING_PENDING = new Sweep(0, Optional.empty());
    private final RuntimeException broken = new StoreUnavailableException("the disk is gone", null);

    private final FakeClock clock = new FakeClock();
    private final FakeTimers timers = new FakeTimers(clock);
    private final Queue<Uni<Sweep>> answers = new ArrayDeque<>();
    private final Interposed store = new Interposed(answering());
    private final Deadlines deadlines = new Deadlines(store, clock, timers);

    @Test
    void aFailedSweepIsTriedAgainWithGrowingPauses() {
        // Given
        store.fail(Call.EXPIRE, broken);
        deadlines.start();
        assertThat(sweeps()).isEqualTo(1);

        // Then
        int expected = 1;
        for (long pause : List.of(100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000, 5000, 5000, 5000, 5000, 5000)) {
            timers.advance(Duration.ofMillis(pause).minus(BEFORE));
            assertThat(sweeps())
                    .as("just before a pause of %d ms is over", pause)
                    .isEqualTo(expected);
            timers.advance(BEFORE);
            assertThat(sweeps()).as("after a pause of %d ms", pause).isEqualTo(++expected);
        }
        assertThat(timers.armed()).isEqualTo(1);
    }

    @Test
    void aSweepThatSucceedsEndsThePauses() {
        // Given
        store.fail(Call.EXPIRE, broken);
        deadlines.start();
        timers.advance(Duration.ofMillis(300));
        assertThat(sweeps()).isEqualTo(3);

        // When
        store.letPass(Call.EXPIRE);
        timers.advance(Duration.ofMillis(400));
        assertThat(sweeps()).isEqualTo(4);

        // Then: nothing is tried any more, and the next failure begins with the first pause
        timers.advance(Duration.ofHours(1));
        assertThat(sweeps()).isEqualTo(4);
        store.fail(Call.EXPIRE, broken);
        deadlines.sweep();
        timers.advance(Duration.ofMillis(100));
        assertThat(sweeps()).isEqualTo(6);
    }

    @Test
    void whatIsLearnedWhileTheStoreFailsDoesNotShortenThePause() {
        store.fail(Call.EXPIRE, broken);
        deadlines.start();

        deadlines.learn(Duration.ZERO);
        deadlines.learn(Duration.ofMillis(10));

        timers.advance(Duration.ofMillis(99));
        assertThat(sweeps()).isEqualTo(1);
        assertThat(timers.armed()).isEqualTo(1);
    }

    @Test
    void aSweepThatLeavesSomeThatAreDueIsRepeatedAtOnce() {
        answer(new Sweep(500, Optional.of(Duration.ZERO)));
        answer(new Sweep(1, Optional.of(Duration.ZERO)));
        answer(new Sweep(7, Optional.of(Duration.ofSeconds(3))));

        deadlines.start();

        assertThat(sweeps()).isEqualTo(3);
        timers.advance(Duration.ofSeconds(3).minus(BEFORE));
        assertThat(sweeps()).isEqualTo(3);
        timers.advance(BEFORE);
        assertThat(sweeps()).isEqualTo(4);
    }

    @Test
    void whatCannotBeSettledIsNotTriedWithoutAPause() {
        for (int i = 0; i < 3; i++) {
            answer(new Sweep(0, Optional.of(Duration.ZERO)));
        }

        deadlines.start();

        assertThat(sweeps()).isEqualTo(1);
        timers.advance(LONGEST_PAUSE.minus(BEFORE));
        assertThat(sweeps()).isEqualTo(1);
        timers.advance(BEFORE);
        assertThat(sweeps()).isEqualTo(2);
        timers.advance(LONGEST_PAUSE);
        assertThat(sweeps()).isEqualTo(3);
    }

    @Test
    void whatIsLearnedDuringASweepIsKept() {
        // Given
        CompletableFuture<Void> release = store.holdBack(Call.EXPIRE);
        answer(new Sweep(0, Optional.of(Duration.ofSeconds(9))));
        deadlines.start();

        // When
        deadlines.learn(Duration.ofSeconds(3));
        assertThat(timers.armed()).as("nothing is armed during a sweep").isZero();
        release.complete(null);

        // Then
        assertThat(timers.armed()).isEqualTo(1);
        timers.advance(Duration.ofSeconds(3).minus(BEFORE));
        assertThat(sweeps()).isEqualTo(1);
        timers.advance(BEFORE);
        assertThat(sweeps()).isEqualTo(2);
    }

    @Test
    void onlyOneSweepRunsAtATime() {
        CompletableFuture<Void> release = store.holdBack(Call.EXPIRE);
        deadlines.start();

        deadlines.sweep();
        timers.advance(Duration.ofMinutes(1));
        assertThat(sweeps()).isEqualTo(1);

        release.complete(null);
        deadlines.sweep();
        assertThat(sweeps()).isEqualTo(2);
    }

    @Test
    void aSweepThatIsAskedForLeavesOneTimerAtMost() {
        answer(new Sweep(0, Optional.of(Duration.ofSeconds(9))));
        answer(NOTHING_PENDING);
        deadlines.start();

        deadlines.sweep();

        assertThat(timers.armed()).isEqualTo(1);
        timers.advance(Duration.ofSeconds(9));
        assertThat(sweeps()).as("the timer of the sweep before is gone").isEqualTo(2);
    }

    @Test
    void anEarlierDeadlineTakesTheTimersPlace() {
        deadlines.start();

        for (int seconds = 9; seconds > 0; seconds--) {
            deadlines.learn(Duration.ofSeconds(seconds));
            assertThat(timers.armed()).isEqualTo(1);
        }

        timers.advance(Duration.ofSeconds(1));
        assertThat(sweeps()).isEqualTo(2);
    }

    @Test
    void nothingIsArmedDuringASweep() {
        answer(new Sweep(0, Optional.of(Duration.ofSeconds(3))));
        deadlines.start();
        CompletableFuture<Void> release = store.holdBack(Call.EXPIRE);

        deadlines.sweep();

        assertThat(timers.armed()).isZero();
        release.complete(null);
    }

    @Test
    void aStopTakesTheTimerBack() {
        answer(new Sweep(0, Optional.of(Duration.ofSeconds(3))));
        deadlines.start();
        assertThat(timers.armed()).isEqualTo(1);

        deadlines.stop();

        assertThat(timers.armed()).isZero();
        deadlines.sweep();
        assertThat(sweeps()).isEqualTo(1);
    }

    @Test
    void aSweepThatEndsAfterAStopArmsNothing() {
        CompletableFuture<Void> release = store.holdBack(Call.EXPIRE);
        answer(new Sweep(500, Optional.of(Duration.ZERO)));
        deadlines.start();
        deadlines.stop();

        release.complete(null);

        assertThat(timers.armed()).isZero();
        assertThat(sweeps()).isEqualTo(1);
    }

    @Test
    void theStoreIsAskedForABatch() {
        deadlines.start();

        assertThat(limit).isEqualTo(Deadlines.BATCH);
    }

    @Test
    void aSweepThatFailsIsTriedWithLess() {
        store.fail(Call.EXPIRE, broken);
        deadlines.start();
        store.letPass(Call.EXPIRE);

        timers.advance(Duration.ofMillis(100));
        assertThat(limit).isEqualTo(Deadlines.BATCH / 2);
        deadlines.sweep();
        assertThat(limit).isEqualTo(Deadlines.BATCH);
    }

    @Test
    void whatCannotBeKeptTogetherIsKeptOneByOneAndThenMore() {
        store.fail(Call.EXPIRE, broken);
        deadlines.start();
        timers.advance(Duration.ofMinutes(1));
        store.letPass(Call.EXPIRE);

        timers.advance(LONGEST_PAUSE);
        assertThat(limit).isEqualTo(1);
        for (int expected : List.of(2, 4, 8, 16)) {
            deadlines.sweep();
            assertThat(limit).isEqualTo(expected);
        }
    }

    private int limit;

    private void answer(Sweep sweep) {
        answers.add(Uni.createFrom().item(sweep));
    }

    private int sweeps() {
        return store.count(Call.EXPIRE);
    }

    /** Answers what it is told to; then that nothing is pending. */
    private Store answering() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (_, call, given) -> {
                    if (!call.getName().equals("expire")) {
                        throw new UnsupportedOperationException(call.getName());
                    }
                    limit = (int) given[0];
                    Uni<Sweep> answer = answers.poll();
                    return answer == null ? Uni.createFrom().item(NOTHING_PENDING) : answer;
                });
    }
}
