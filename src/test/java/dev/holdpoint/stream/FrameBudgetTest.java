package dev.holdpoint.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Events;
import java.lang.ref.Reference;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameBudgetTest {

    private static final EventEncoding ENCODING = new Frames.Numbers(1);

    private final FrameBudget budget = new FrameBudget(1_000);

    @Test
    void whatFitsIsKept() {
        List<Frame> frames = frames(10, 100);
        assertThat(frames).allMatch(frame -> frame.bytes() != null);
    }

    @Test
    void beyondTheBudgetTheOldestIsLetGo() {
        List<Frame> frames = frames(13, 100);
        assertThat(frames.subList(0, 3)).allMatch(frame -> frame.bytes() == null);
        assertThat(frames.subList(3, 13)).allMatch(frame -> frame.bytes() != null);
        assertThat(frames.getFirst().size()).isEqualTo(100);
    }

    @Test
    void oneFrameIsKeptHoweverLargeItIs() {
        Frame small = budget.keep(frame(10));
        Frame large = budget.keep(frame(5_000));
        assertThat(small.bytes()).isNull();
        assertThat(large.bytes()).hasSize(5_000);
    }

    @Test
    void whatNobodyWantsAnyMoreMakesRoom() {
        Frame wanted = budget.keep(frame(500));
        try {
            for (int round = 0; round < 5; round++) {
                budget.keep(frame(400));
                System.gc();
            }
            assertThat(wanted.bytes()).hasSize(500);
        } finally {
            Reference.reachabilityFence(wanted);
        }
    }

    @Test
    void anEventThatWasLetGoIsNotEncodedAnyMore() {
        var event = budget.keep(new Frame(Events.requested(7), ENCODING));
        budget.keep(frame(2_000));
        assertThat(event.bytes()).isNull();
        assertThat(event.number()).isEqualTo(7);
    }

    private List<Frame> frames(int count, int size) {
        return IntStream.range(0, count)
                .mapToObj(ignored -> budget.keep(frame(size)))
                .toList();
    }

    private static Frame frame(int size) {
        return new Frame(0, new byte[size], ENCODING);
    }
}
