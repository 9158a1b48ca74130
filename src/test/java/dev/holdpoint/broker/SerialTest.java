package dev.holdpoint.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
    void aTaskThatFailsInWhateverWayDoesNotKeepTheNextFromRunning() {
        serial.run(() -> {
            serial.run(() -> done.add("next"));
            throw new AssertionError("on purpose");
        });
        serial.run(() -> done.add("last"));

        assertThat(done).containsExactly("next", "last");
    }
}
