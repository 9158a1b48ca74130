package dev.holdpoint.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Gate;
import java.time.Duration;
import java.util.ArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SerialTest {

    private final Serial serial = new Serial();
    private final ArrayList<String> done = new ArrayList<>();

    @Test
    void aTaskThatIsGivenByATaskRunsAfterIt() {
        serial.run(() -> {
            serial.run(() -> done.add("second"));
            done.add("first");
        });

        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void aTaskThatDoesNotEndIsNoticed() throws InterruptedException {
        var gate = new Gate();
        assertThat(serial.isStuckFor(Duration.ZERO)).isFalse();
        Thread stuck = Thread.ofPlatform().start(() -> serial.run(gate::pass));
        gate.awaitArrival();
        assertThat(serial.isStuckFor(Duration.ofMinutes(5))).isFalse();
        Awaitility.await().until(() -> serial.isStuckFor(Duration.ofMillis(1)));
        gate.open();
        stuck.join();
        assertThat(serial.isStuckFor(Duration.ZERO)).isFalse();
    }

    @Test
    void aTaskThatFailsInWhateverWayDoesNotKeepTheNextFromRunning() {
        serial.run(() -> {
            serial.run(() -> done.add("next"));
            throw new AssertionError("on purpose");
        });
        serial.run(() -> done.add("last"));

        assertThat(done).containsExactly("next", "last");
    }
}
