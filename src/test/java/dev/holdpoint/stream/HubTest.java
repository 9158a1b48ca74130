package dev.holdpoint.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.Notice;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.Callers;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.Tab;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HubTest {

    private static final Scope ALL = new Scope.Everything();
    private static final int LARGE = 40_000;

    private final MemoryStore store = new MemoryStore(new FakeClock());
    private final List<List<InteractionEvent>> announced = new ArrayList<>();
    private final Encoding encoding = new Encoding();
    private final Hub hub = new Hub(store, encoding, Long.MAX_VALUE);
    private final Tab tab = new Tab();
    private int asked;

    /** Blown up so that a few events fill a buffer; counts what it was asked for. */
    private static final class Encoding implements EventEncoding {
        private final EventEncoding numbers = new Frames.Numbers(LARGE);
        private int events;

        @Override
        public byte[] event(InteractionEvent event) {
            events++;
            return numbers.event(event);
        }

        @Override
        public byte[] sync(Snapshot snapshot) {
            return numbers.sync(snapshot);
        }
    }

    /** A tab that takes what it is given at once, or only when it is told to read. */
    private static final class Tab implements TabOutput {
        private final List<String> seen = new ArrayList<>();
        private final List<Runnable> unread = new ArrayList<>();
        private int alive;
        private boolean reads = true;
        private boolean ended;
        private boolean cutOff;

        @Override
        public void write(List<Frame> frames, Runnable written, Runnable gone) {
            frames.forEach(frame -> seen.add(Frames.said(frame)));
            if (reads) {
                written.run();
            } else {
                unread.add(written);
            }
        }

        @Override
        public void alive() {
            alive++;
        }

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public void cutOff() {
            cutOff = true;
        }

        void readAll() {
            reads = true;
            List.copyOf(unread).forEach(Runnable::run);
        }
    }

    @BeforeEach
    void listen() {
        store.subscribe((events, isOwn) -> announced.add(events));
    }

    @Test
    void aFreshTabIsInStepAndThenLive() {
        ask(2);
        hub.subscribe(ALL, Filter.ALL, tab);
        announceAll();
        ask(2);
        announceAll();
        hub.keepAlive();
        assertThat(tab.seen).containsExactly("sync 2", "3", "4");
        assertThat(tab.alive).isEqualTo(2);
        assertThat(hub.tabs()).isEqualTo(1);
    }

    @Test
    void aTabThatComesBackMissesNothing() {
        ask(600);
        hub.resume(ALL, Filter.ALL, 3, tab);
        assertThat(tab.seen).isEqualTo(numbers(4, 600));
    }

    @Test
    void aSlowTabIsCutOffAndSlowsNobody() {
        var slow = new Tab();
        hub.subscribe(ALL, Filter.ALL, slow);
        hub.subscribe(ALL, Filter.ALL, tab);
        slow.reads = false;
        ask(200);
        announceAll();
        assertThat(slow.cutOff).isTrue();
        assertThat(slow.seen).hasSizeLessThan(20);
        assertThat(tab.seen).hasSize(201);
        assertThat(tab.cutOff).isFalse();
        assertThat(hub.tabs()).isEqualTo(1);
        assertThat(hub.cutOff()).isEqualTo(1);
    }

    @Test
    void aReplayIsPacedByTheReaderAndNotCutOff() {
        ask(300);
        tab.reads = false;
        hub.resume(ALL, Filter.ALL, 0, tab);
        int first = tab.seen.size();
        ask(300);
        announceAll();
        assertThat(tab.cutOff).isFalse();
        assertThat(tab.seen).hasSize(first);
        tab.readAll();
        assertThat(tab.seen).isEqualTo(numbers(1, 600));
    }

    @Test
    void anAnnouncementThatWasLostIsReadFromTheLog() {
        hub.subscribe(ALL, Filter.ALL, tab);
        ask(1);
        announceAll();
        ask(3);
        announced.clear();
        ask(1);
        announceAll();
        assertThat(tab.seen).containsExactly("sync 0", "1", "2", "3", "4", "5");
    }

    @Test
    void theFirstAnnouncementThatWasLostIsReadFromTheLog() {
        ask(3);
        announced.clear();
        hub.subscribe(ALL, Filter.ALL, tab);
        ask(1);
        announced.clear();
        ask(1);
        announceAll();
        assertThat(tab.seen).containsExactly("sync 3", "4", "5");
    }

    @Test
    void aSlowTabMissesNothingWhenAnAnnouncementWasLost() {
        // Given: 1 is on its way to the tab, 2 and 3 wait behind it
        hub.subscribe(ALL, Filter.ALL, tab);
        tab.reads = false;
        ask(3);
        announceAll();
        assertThat(tab.seen).containsExactly("sync 0", "1");

        // When: 4 is lost, 5 is announced, and then the tab reads
        ask(1);
        announced.clear();
        ask(1);
        announceAll();
        tab.readAll();

        // Then
        assertThat(tab.seen).containsExactly("sync 0", "1", "2", "3", "4", "5");
    }

    @Test
    void whatIsSkippedIsReadFromTheLogAtOnce() {
        hub.subscribe(ALL, Filter.ALL, tab);
        ask(1);
        announceAll();
        ask(2);
        announced.clear();
        hub.onSkipped(2, 3);
        assertThat(tab.seen).containsExactly("sync 0", "1", "2", "3");
        hub.onSkipped(2, 3);
        ask(1);
        announceAll();
        assertThat(tab.seen).containsExactly("sync 0", "1", "2", "3", "4");
    }

    @Test
    void allThatOthersDoIsWantedWhileATabListens() {
        assertThat(hub.wantsAll()).isFalse();
        Hub.Subscription subscription = hub.subscribe(ALL, Filter.ALL, tab);
        assertThat(hub.wantsAll()).isTrue();
        subscription.close();
        assertThat(hub.wantsAll()).isFalse();
    }

    /** It began to listen while others' events were read that nobody wanted until then. */
    @Test
    void aTabThatHearsOfANoticeReadsTheLog() {
        ask(1);
        announceAll();
        hub.subscribe(ALL, Filter.ALL, tab);
        ask(2);
        List<Notice> notices =
                announced.stream().flatMap(List::stream).map(Notice::of).toList();
        announced.clear();

        hub.onNotices(notices);

        assertThat(tab.seen).containsExactly("sync 1", "2", "3");
    }

    @Test
    void anEventThatIsAnnouncedAgainIsSentOnce() {
        hub.subscribe(ALL, Filter.ALL, tab);
        ask(3);
        var again = List.copyOf(announced);
        announceAll();
        again.forEach(hub::onEvents);
        ask(1);
        announceAll();
        again.forEach(hub::onEvents);
        assertThat(tab.seen).containsExactly("sync 0", "1", "2", "3", "4");
    }

    @Test
    void anEventThatIsAnnouncedAgainSendsNobodyToTheLog() {
        // Given: 1 is on its way to the tab, 2 waits behind it
        var log = new FakeLog();
        var ours = new Hub(log, encoding, Long.MAX_VALUE);
        ours.subscribe(ALL, Filter.ALL, tab);
        log.due.removeFirst().run();
        log.due.removeFirst().run();
        tab.reads = false;
        ours.onEvents(List.of(log.append("s"), log.append("s")));

        // When: the first comes again, and then a third
        ours.onEvents(log.history.subList(0, 1));
        ours.onEvents(List.of(log.append("s")));
        tab.readAll();

        // Then
        assertThat(log.due).isEmpty();
        assertThat(tab.seen).containsExactly("sync 0", "1", "2", "3");
    }

    @Test
    void aTabIsToldOnlyWhatItMaySeeAndCaresFor() {
        var stranger = new Tab();
        hub.subscribe(Callers.STRANGER.scope(), Filter.ALL, stranger);
        hub.subscribe(ALL, new Filter(Set.of(new SessionId("s1")), Set.of()), tab);
        ask(3);
        announceAll();
        assertThat(tab.seen).containsExactly("sync 0", "2");
        assertThat(stranger.seen).containsExactly("sync 0");
    }

    @Test
    void oneEncodingServesAllTabs() {
        for (int i = 0; i < 10; i++) {
            hub.subscribe(ALL, Filter.ALL, new Tab());
        }
        ask(5);
        announceAll();
        assertThat(encoding.events).isEqualTo(5);
    }

    @Test
    void aTabThatLeftIsForgotten() {
        Hub.Subscription subscription = hub.subscribe(ALL, Filter.ALL, tab);
        subscription.close();
        subscription.close();
        ask(1);
        announceAll();
        assertThat(tab.seen).containsExactly("sync 0");
        assertThat(hub.tabs()).isZero();
        assertThat(hub.cutOff()).isZero();
    }

    @Test
    void closingEndsIdleStreams() {
        hub.subscribe(ALL, Filter.ALL, tab);
        hub.close();
        assertThat(tab.ended).isTrue();
        assertThat(hub.tabs()).isZero();
    }

    @Test
    void closingEndsStreamsThatAreReplaying() {
        // Given: one that reads, and one that is being written what it read
        var log = new FakeLog();
        for (int i = 0; i < 3; i++) {
            log.append("s");
        }
        var ours = new Hub(log, encoding, Long.MAX_VALUE);
        tab.reads = false;
        var reading = new Tab();
        ours.resume(ALL, Filter.ALL, 0, tab);
        log.due.removeFirst().run();
        log.due.removeFirst().run();
        ours.resume(ALL, Filter.ALL, 0, reading);

        // When
        ours.close();

        // Then
        assertThat(reading.ended).isTrue();
        assertThat(tab.ended).isFalse();
        tab.readAll();
        assertThat(tab.seen).isEqualTo(numbers(1, 3));
        assertThat(tab.ended).isTrue();
        assertThat(ours.tabs()).isZero();
    }

    @Test
    void closingEndsEveryStreamAfterItsLastEvent() {
        hub.subscribe(ALL, Filter.ALL, tab);
        tab.reads = false;
        ask(5);
        announceAll();
        hub.close();
        assertThat(tab.ended).isFalse();
        tab.readAll();
        assertThat(tab.seen).hasSize(6);
        assertThat(tab.ended).isTrue();
        var late = new Tab();
        hub.subscribe(ALL, Filter.ALL, late);
        assertThat(late.ended).isTrue();
        assertThat(hub.tabs()).isZero();
    }

    private void ask(int count) {
        for (int i = 0; i < count; i++) {
            store.create(Caller.ANONYMOUS, Asks.any().in("s" + asked++).made())
                    .await()
                    .indefinitely();
        }
    }

    private void announceAll() {
        announced.forEach(hub::onEvents);
        announced.clear();
    }

    private static List<String> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Long::toString).toList();
    }
}
