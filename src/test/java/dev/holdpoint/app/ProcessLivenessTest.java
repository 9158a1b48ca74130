package dev.holdpoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.rest.EventFrames;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.stream.Hub;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.Gate;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessLivenessTest {

    private final Vertx vertx = Vertx.vertx();
    private final MemoryStore store = new MemoryStore(new FakeClock());
    private final Hub hub = new Hub(store, new EventFrames(), Long.MAX_VALUE);
    private final ProcessLiveness liveness = new ProcessLiveness(vertx, hub, store, Duration.ofSeconds(3));

    @AfterEach
    void stop() {
        liveness.stop();
        vertx.close();
    }

    @Test
    void anEventLoopThatStandsStillIsToldUntilItGoesOn() {
        assertThat(liveness.call().getStatus()).isEqualTo(Status.UP);
        var gate = new Gate();
        vertx.nettyEventLoopGroup().next().execute(gate::pass);
        gate.awaitArrival();

        Awaitility.await().until(() -> liveness.call().getStatus() == Status.DOWN);
        assertThat(liveness.call().getData().orElseThrow())
                .containsEntry("eventLoops", false)
                .containsEntry("hub", true)
                .containsEntry("writer", true);

        gate.open();
        Awaitility.await().until(() -> liveness.call().getStatus() == Status.UP);
    }
}
