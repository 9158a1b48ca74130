package dev.holdpoint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.history.History;
import dev.holdpoint.history.History.Outage;
import dev.holdpoint.testing.Link;
import dev.holdpoint.testing.OwnPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database loses its machine under load, and a standby that had all that was acknowledged takes its place: nothing of it is
 * lost, and the replicas find it by themselves.
 */
class FailoverIT {

    private static final long SEED = Long.getLong("holdpoint.chaos.seed", System.nanoTime());
    private static final int CALLS = 150;
    private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

    @TempDir
    Path folder;

    @Test
    @Timeout(600)
    void whatWasAcknowledgedIsThereAfterAStandbyTookOver() throws Exception {
        try (var primary = OwnPostgres.make(folder);
                var standby = primary.follow(folder)) {
            String url = "postgresql://127.0.0.1:%d,127.0.0.1:" + standby.port() + "/postgres?targetServerType=primary";
            try (var one = new Replica(folder.resolve("failover0"), new Link(primary.port()), url, 0);
                    var two = new Replica(folder.resolve("failover1"), new Link(primary.port()), url, 0)) {
                List.of(one, two).forEach(Replica::awaitReady);
                var plan = new Plan(List.of(one.base(), two.base()), Optional.empty(), "failover", 8, 100);
                try (var load = new Load(plan, SEED)) {
                    load.start();
                    awaitCalls(load);

                    long begin = load.now();
                    primary.stopAtOnce();
                    standby.promote();
                    List.of(one, two).forEach(Replica::awaitReady);
                    load.note(new Outage(Outage.Of.DATABASE, Optional.empty(), begin, load.now() + GRACE));

                    awaitCalls(load);
                    load.stop();
                    History history = load.end();
                    assertThat(Judged.by(history, SEED))
                            .as("holdpoint.chaos.seed=%d", SEED)
                            .isEmpty();
                    assertThat(history.operations())
                            .anyMatch(operation -> operation.answer().isSuccess() && operation.end() < begin)
                            .anyMatch(operation -> operation.answer().isSuccess() && operation.begin() > begin);
                }
            }
        }
    }

    private static void awaitCalls(Load load) {
        int target = load.calls() + CALLS;
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> load.calls() >= target);
    }
}
