package dev.holdpoint.stream;

import static dev.holdpoint.stream.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameQueueTest {

    @Test
    void itBehavesAsAnyQueueDoes() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var model = new ArrayDeque<Frame>();
        FrameQueue queue = FrameQueue.EMPTY;
        long number = 0;
        for (int step = 0; step < 2_000; step++) {
            if (model.isEmpty() || random.nextInt(5) < 3) {
                number += 1 + random.nextInt(3);
                var frame = frame(number, 10 + random.nextInt(90));
                model.add(frame);
                queue = queue.plus(frame);
            } else {
                assertThat(queue.first()).as("seed %d, step %d", seed, step).isSameAs(model.remove());
                queue = queue.withoutFirst();
            }
            assertThat(queue.count()).as("seed %d, step %d", seed, step).isEqualTo(model.size());
            assertThat(queue.size())
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(model.stream().mapToLong(Frame::size).sum());
            assertThat(queue.last()).as("seed %d, step %d", seed, step).isEqualTo(number);
        }
    }

    @Test
    void whatIsUpToANumberIsLeftOut() {
        FrameQueue queue = FrameQueue.EMPTY.plus(frame(2)).plus(frame(4)).plus(frame(6));
        assertThat(queue.after(1)).isEqualTo(queue);
        assertThat(queue.after(4).first().number()).isEqualTo(6);
        assertThat(queue.after(5).first().number()).isEqualTo(6);
        assertThat(queue.after(9).isEmpty()).isTrue();
        assertThat(queue.after(9).last()).as("what was ever added").isEqualTo(6);
    }

    @Test
    void anEmptyOneHasNoFirst() {
        assertThatThrownBy(FrameQueue.EMPTY::first).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(FrameQueue.EMPTY::withoutFirst).isInstanceOf(IllegalStateException.class);
    }
}
