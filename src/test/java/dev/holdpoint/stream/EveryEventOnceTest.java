package dev.holdpoint.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random announcements, lost and repeated ones, slow tabs, replays, snapshots, purges and a store that fails: what reaches a
 * tab is every event after where it began, in order, once.
 */
class EveryEventOnceTest {

    private static final int ROUNDS = 60;
    private static final int STEPS = 250;

    /** Set it to play a round again that failed. */
    private static final Long SEED = Long.getLong("stream.seed");

    private static final Scope ALL = new Scope.Everything();

    @Test
    void everyTabIsToldEveryEventOnceAndInOrder() {
        long first = SEED == null ? System.nanoTime() : SEED;
        for (long seed = first; seed < first + (SEED == null ? ROUNDS : 1); seed++) {
            new Round(seed).play();
        }
    }

    /** Every second event is so large that some 26 of them fill a queue. */
    private static final class HalfLarge implements EventEncoding {
        @Override
        public byte[] event(InteractionEvent event) {
            return new Frames.Numbers(size(event)).event(event);
        }

        @Override
        public byte[] sync(Snapshot snapshot) {
            return new Frames.Numbers(0).sync(snapshot);
        }

        static int size(InteractionEvent event) {
            return event.number() % 2 == 0 ? 40_000 : 20;
        }
    }

    private static final class Round {
        private final long seed;
        private final Random random;
        private final FakeLog log = new FakeLog();
        private final Hub hub = new Hub(log, new HalfLarge(), Long.MAX_VALUE);
        private final List<Tab> tabs = new ArrayList<>();
        private final List<InteractionEvent> unannounced = new ArrayList<>();
        private long announced;

        Round(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            settle();
            for (Tab tab : tabs) {
                assertThat(tab.missing(log.last())).as(toString(tab)).isEmpty();
                assertThat(tab.ended).as(toString(tab)).isFalse();
            }
            hub.close();
            assertThat(tabs).as(toString()).allMatch(tab -> tab.ended);
            assertThat(hub.tabs()).as(toString()).isZero();
        }

        private void step() {
            switch (random.nextInt(12)) {
                case 0, 1 -> happen(random.nextInt(random.nextInt(20) == 0 ? 90 : 4));
                case 2, 3 -> announce();
                case 4, 5, 6 -> runOne(log.due);
                case 7, 8 ->
                    tabs.stream()
                            .skip(tabs.isEmpty() ? 0 : random.nextInt(tabs.size()))
                            .findFirst()
                            .ifPresent(tab -> runOne(tab.unread));
                case 9 -> come();
                case 10 -> {
                    if (random.nextInt(10) == 0) {
                        log.purgedThrough = Math.max(log.purgedThrough, log.last() - random.nextInt(20));
                    }
                    log.isBroken = random.nextInt(30) == 0;
                }
                default -> hub.keepAlive();
            }
        }

        private void happen(int count) {
            for (int i = 0; i < count; i++) {
                unannounced.add(log.append("s" + random.nextInt(3)));
            }
        }

        /** Some announcements are lost; some come again, and with them some that came before. */
        private void announce() {
            if (random.nextInt(6) == 0) {
                unannounced.clear();
            }
            if (random.nextInt(6) == 0 && announced > 0) {
                int from = random.nextInt((int) announced);
                hub.onEvents(List.copyOf(log.history.subList(from, (int) announced)));
            }
            announceAll();
        }

        private void announceAll() {
            for (InteractionEvent event : unannounced) {
                announced = event.number();
                hub.onEvents(List.of(event));
            }
            unannounced.clear();
        }

        /** A tab comes, or one that was there comes back. */
        private void come() {
            if (tabs.size() < 4) {
                tabs.add(new Tab(random.nextBoolean() ? Filter.ALL : filter("s" + random.nextInt(3))));
                return;
            }
            Tab tab = tabs.get(random.nextInt(tabs.size()));
            if (tab.ended || random.nextInt(5) == 0) {
                tab.comeBack();
            }
        }

        /** All that is under way arrives, whoever was cut off comes back, and one more event tells of those that were lost. */
        private void settle() {
            log.isBroken = false;
            announceAll();
            flow();
            for (Tab tab : tabs) {
                if (tab.ended) {
                    tab.comeBack();
                }
            }
            flow();
            happen(1);
            announceAll();
            flow();
        }

        private void flow() {
            while (!log.due.isEmpty() || tabs.stream().anyMatch(tab -> !tab.unread.isEmpty())) {
                runOne(log.due);
                tabs.forEach(tab -> runOne(tab.unread));
            }
        }

        private void runOne(List<Runnable> tasks) {
            if (!tasks.isEmpty()) {
                tasks.remove(random.nextInt(tasks.size())).run();
            }
        }

        private static Filter filter(String session) {
            return new Filter(Set.of(new SessionId(session)), Set.of());
        }

        private String toString(Tab tab) {
            return this + ", a tab at " + tab.at + " of " + log.last() + " with " + tab.filter;
        }

        @Override
        public String toString() {
            return "-Dstream.seed=" + seed;
        }

        private final class Tab {
            private final Filter filter;
            private final List<Runnable> unread = new ArrayList<>();
            private Hub.Subscription subscription;
            private long at;
            private boolean mayBeginAfresh;
            private boolean ended;

            Tab(Filter filter) {
                this.filter = filter;
                this.mayBeginAfresh = true;
                subscription = hub.subscribe(ALL, filter, new Output(this));
            }

            /** By its last event, now and then by one that there never was. */
            void comeBack() {
                subscription.close();
                unread.clear();
                ended = false;
                boolean isTooNew = random.nextInt(8) == 0;
                long position = isTooNew ? log.last() + 100_000 : at;
                mayBeginAfresh = isTooNew;
                subscription = hub.resume(ALL, filter, position, new Output(this));
            }

            List<Long> missing(long through) {
                return log.history.subList((int) at, (int) through).stream()
                        .filter(event -> filter.matches(event.interaction()))
                        .map(InteractionEvent::number)
                        .toList();
            }

            void take(String frame) {
                if (frame.startsWith("sync ")) {
                    assertThat(mayBeginAfresh || at < log.purgedThrough)
                            .as("%s told %s", Round.this.toString(this), frame)
                            .isTrue();
                    at = Long.parseLong(frame.substring(5));
                } else {
                    long number = Long.parseLong(frame);
                    assertThat(missing(log.last()))
                            .as("%s told %s", Round.this.toString(this), frame)
                            .startsWith(number);
                    at = number;
                }
                mayBeginAfresh = false;
            }

            void cutOff() {
                List<Long> waiting = missing(Math.max(at, announced));
                int size = waiting.stream()
                        .mapToInt(number -> HalfLarge.size(log.history.get((int) (number - 1))))
                        .sum();
                assertThat(unread).as(Round.this.toString(this)).isNotEmpty();
                assertThat(waiting).as(Round.this.toString(this)).hasSizeGreaterThan(TabStream.MAX_QUEUED_EVENTS);
                assertThat(size).as(Round.this.toString(this)).isGreaterThan(TabStream.MAX_QUEUED_SIZE);
                ended = true;
            }
        }

        /** One connection of a tab; what its tab has left behind says nothing more. */
        private final class Output implements TabOutput {
            private final Tab tab;

            Output(Tab tab) {
                this.tab = tab;
            }

            @Override
            public void write(List<Frame> frames, Runnable written, Runnable gone) {
                frames.forEach(frame -> tab.take(Frames.said(frame)));
                tab.unread.add(written);
            }

            @Override
            public void alive() {
                assertThat(tab.unread).as(Round.this.toString(tab)).isEmpty();
            }

            @Override
            public void end() {
                tab.ended = true;
            }

            @Override
            public void cutOff() {
                tab.cutOff();
            }
        }
    }
}
