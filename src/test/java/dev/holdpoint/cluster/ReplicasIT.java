package dev.holdpoint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.history.History;
import dev.holdpoint.testing.Link;
import dev.holdpoint.testing.OwnPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three replicas of the packaged service on one database, under callers and tabs that are spread over all, while replicas are
 * killed, stopped and cut off, have wrong clocks, and the database is restarted and stands still: what everybody was told is
 * what the contract promises.
 */
class ReplicasIT {

    private static final int SECONDS = Integer.getInteger("holdpoint.chaos.seconds", 40);
    private static final long SEED = Long.getLong("holdpoint.chaos.seed", System.nanoTime());
    private static final int RATE = Integer.getInteger("holdpoint.chaos.rate", 200);
    private static final int CALLERS = 16;
    private static final int SECONDS_AT_MOST = 3_600;
    private static final System.Logger LOG = System.getLogger(ReplicasIT.class.getName());

    private final Random random = new Random(SEED);
    private final List<Replica> replicas = new ArrayList<>();
    private final Map<Nemesis.Fault, Integer> faults = new TreeMap<>();

    @TempDir
    Path folder;

    @Test
    @Timeout(value = SECONDS_AT_MOST, unit = TimeUnit.SECONDS)
    void everyPromiseIsKeptWhateverFails() throws Exception {
        LOG.log(System.Logger.Level.INFO, "holdpoint.chaos.seed={0}", Long.toString(SEED));
        try (var database = OwnPostgres.make(folder)) {
            for (int hours : List.of(0, 1, -1)) {
                replicas.add(new Replica(
                        folder.resolve("replica" + replicas.size()),
                        new Link(database.port()),
                        "postgresql://127.0.0.1:%d/postgres",
                        hours));
            }
            replicas.forEach(Replica::awaitReady);
            var plan =
                    new Plan(replicas.stream().map(Replica::base).toList(), Optional.empty(), "chaos", CALLERS, RATE);
            try (var load = new Load(plan, SEED)) {
                load.start();
                var nemesis = new Nemesis(random, replicas, database, load);
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
                while (System.nanoTime() < end) {
                    faults.merge(nemesis.strike(), 1, Integer::sum);
                }
                nemesis.rest();
                load.stop();
                History history = load.end();
                LOG.log(
                        System.Logger.Level.INFO,
                        "{0} calls, {1} streams, {2}: {3}",
                        history.operations().size(),
                        history.streams().size(),
                        faults,
                        new TreeMap<>(kinds(history)));
                assertThat(Judged.by(history, SEED))
                        .as("holdpoint.chaos.seed=%d", SEED)
                        .isEmpty();
            }
        } finally {
            for (Replica replica : replicas) {
                replica.close();
            }
        }
    }

    private static Map<String, Integer> kinds(History history) {
        Map<String, Integer> kinds = new TreeMap<>();
        history.operations()
                .forEach(operation -> kinds.merge(
                        operation.call().getClass().getSimpleName() + " "
                                + operation.answer().status(),
                        1,
                        Integer::sum));
        return kinds;
    }
}
