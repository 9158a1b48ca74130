package dev.holdpoint.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.Tab;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HubTest {

    private static final Scope ALL = new Scope.Everything();
    private static final int LARGE = 40_000;

    private final MemoryStore store = new MemoryStore(new FakeClock());
    private final List<List<InteractionEvent>> announced = new ArrayList<>();
    private final Hub hub = new Hub(store, new Numbers());
    private final Tab tab = new Tab();
    private int asked;

    /** Events as their numbers, blown up so that a few fill a buffer. */
    private static final class Numbers implements EventEncoding {
        @Override
        public byte[] event(InteractionEvent event) {
            return (event.number() + " ".repeat(LARGE)).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] sync(Snapshot snapshot) {
            return ("sync " + snapshot.number()).getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** A tab that takes what it is given at once, or only when it is told to read. */
    private static final class Tab implements TabOutput {
        private final List<String> seen = new ArrayList<>();
        private final List<Runnable> unread = new ArrayList<>();
        private boolean reads = true;
        private boolean ended;
        private boolean cutOff;

        @Override
        public void write(List<byte[]> frames, Runnable written) {
            frames.forEach(frame -> seen.add(new String(frame, StandardCharsets.US_ASCII).strip()));
            if (reads) {
                written.run();
            } else {
                unread.add(written);
            }
        }

        @Override
        public void comment() {
            seen.add("comment");
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
        store.subscribe(announced::add);
    }

    @Test
    void aFreshTabIsInStepAndThenLive() {
        ask(2);
        hub.subscribe(ALL, Filter.ALL, tab);
        announceAll();
        ask(2);
        announceAll();
        hub.keepAlive();
        assertThat(tab.seen).containsExactly("sync 2", "3", "4", "comment");
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
