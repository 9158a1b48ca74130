package dev.holdpoint.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.FakeTimers;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** When what need not be kept is deleted, and how often. */
class HousekeepingTest {

    private static final Retention RETENTION = new Retention(Duration.ofDays(30), Duration.ofDays(1));
    private static final Duration BEFORE = Duration.ofMillis(1);

    private final FakeTimers timers = new FakeTimers(new FakeClock());
    private final Purges archive = new Purges();
    private final Housekeeping housekeeping = new Housekeeping(archive, timers, RETENTION);

    @Test
    void itIsDoneAtTheStartAndEveryMinute() {
        housekeeping.start();
        assertThat(archive.calls).isEqualTo(1);

        for (int again = 2; again < 10; again++) {
            timers.advance(Housekeeping.REST.minus(BEFORE));
            assertThat(archive.calls).isEqualTo(again - 1);
            timers.advance(BEFORE);
            assertThat(archive.calls).isEqualTo(again);
        }
        assertThat(timers.armed()).isEqualTo(1);
    }

    @Test
    void whereThereIsMoreItGoesOnAfterAPause() {
        archive.answers.add(Uni.createFrom().item(Housekeeping.BATCH));
        archive.answers.add(Uni.createFrom().item(Housekeeping.BATCH));
        archive.answers.add(Uni.createFrom().item(Housekeeping.BATCH - 1));

        housekeeping.start();
        timers.advance(Housekeeping.PAUSE.minus(BEFORE));
        assertThat(archive.calls).isEqualTo(1);
        timers.advance(BEFORE);
        assertThat(archive.calls).isEqualTo(2);
        timers.advance(Housekeeping.PAUSE);
        assertThat(archive.calls).isEqualTo(3);
        timers.advance(Housekeeping.PAUSE);
        assertThat(archive.calls).isEqualTo(3);
        timers.advance(Housekeeping.REST.minus(Housekeeping.PAUSE));
        assertThat(archive.calls).isEqualTo(4);
    }

    @Test
    void whatFailedIsTriedAgainAfterARest() {
        archive.answers.add(Uni.createFrom().failure(new StoreUnavailableException("the disk is gone", null)));

        housekeeping.start();
        timers.advance(Housekeeping.REST.minus(BEFORE));
        assertThat(archive.calls).isEqualTo(1);
        timers.advance(BEFORE);
        assertThat(archive.calls).isEqualTo(2);
        timers.advance(Housekeeping.REST);
        assertThat(archive.calls).isEqualTo(3);
    }

    @Test
    void onceStoppedNothingIsDeletedAnyMore() {
        housekeeping.start();
        housekeeping.stop();

        timers.advance(Housekeeping.REST.multipliedBy(3));
        housekeeping.start();

        assertThat(archive.calls).isEqualTo(1);
    }

    @Test
    void itAsksForWhatTheRetentionSays() {
        housekeeping.start();

        assertThat(archive.retention).isEqualTo(RETENTION);
        assertThat(archive.limit).isEqualTo(Housekeeping.BATCH);
    }

    /** Counts, and answers what it is told to; then that nothing was to be deleted. */
    private static final class Purges implements Archive {

        private final Queue<Uni<Integer>> answers = new ArrayDeque<>();
        private int calls;
        private Retention retention;
        private int limit;

        @Override
        public Uni<Integer> purge(Retention asked, int most) {
            calls++;
            retention = asked;
            limit = most;
            Uni<Integer> answer = answers.poll();
            return answer == null ? Uni.createFrom().item(0) : answer;
        }

        @Override
        public Uni<Page> list(Scope scope, ListQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Statistics> statistics(Scope scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Timeline> timeline(Scope scope, Timeline.Span span) {
            throw new UnsupportedOperationException();
        }
    }
}
