package dev.holdpoint.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.cluster.Load;
import dev.holdpoint.cluster.Plan;
import dev.holdpoint.history.Checker.Violation;
import dev.holdpoint.testing.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service under random callers and tabs, killed, and with a store that fails, again and again. */
class HistoryIT {

    private static final int CALLERS = 12;
    private static final int RATE = 3_000;
    private static final int ROUNDS = Integer.getInteger("history.rounds", 4);
    private static final long SEED = Long.getLong("history.seed", System.nanoTime());

    private final Random random = new Random(SEED);

    @TempDir
    Path folder;

    @Test
    void everyPromiseIsKept() throws Exception {
        Service service = new Service(folder);
        int port = service.base().getPort();
        var plan = new Plan(List.of(service.base()), Optional.empty(), "history", CALLERS, RATE);
        try (var load = new Load(plan, SEED)) {
            for (int round = 0; round < ROUNDS; round++) {
                load.start();
                if (round % 3 == 1) {
                    failWrites(load, service);
                }
                awaitCalls(load, 200 + random.nextInt(600));
                service.kill();
                load.stop();
                service = new Service(folder, port);
            }
            History history = load.end();
            assertThat(judged(history)).as("history.seed=%d", SEED).isEmpty();
            assertHasAllKindsOfThings(history);
        } finally {
            service.kill();
        }
    }

    /** Another connection has the write lock until the service gives up waiting for it, or longer than the service lives. */
    private void failWrites(Load load, Service service) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("holdpoint.db"));
                var statement = connection.createStatement()) {
            awaitCalls(load, random.nextInt(300));
            statement.execute("PRAGMA busy_timeout = 30000");
            statement.execute("BEGIN IMMEDIATE");
            long locked = load.now();
            await(() -> load.sawFailureSince(locked));
            if (random.nextInt(4) == 0) {
                service.kill();
            }
            awaitCalls(load, random.nextInt(100));
            statement.execute("ROLLBACK");
        }
    }

    /** Lets them go on until they were told so many answers more. */
    private static void awaitCalls(Load load, int more) {
        int target = load.calls() + more;
        await(() -> load.calls() >= target);
    }

    private static void await(Callable<Boolean> until) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofMinutes(2))
                .until(until);
    }

    /** What is judged is not empty. */
    private static void assertHasAllKindsOfThings(History history) {
        Set<String> things = new TreeSet<>();
        for (Operation operation : history.operations()) {
            Answer answer = operation.answer();
            things.add(operation.call().getClass().getSimpleName() + " " + answer.status()
                    + (answer.replayed() ? " again" : ""));
        }
        for (JsonNode interaction : history.end().interactions()) {
            things.add(interaction.path("status").asText() + " by "
                    + interaction.path("origin").asText());
        }
        history.streams().forEach(stream -> things.add(stream.after().isPresent() ? "resumed" : "fresh"));
        assertThat(things)
                .anyMatch(thing -> thing.endsWith("503"))
                .anyMatch(thing -> thing.startsWith("Ask 202"))
                .contains("Ask 0", "Ask 201", "Ask 200", "Ask 201 again", "Ask 422")
                .contains("Settle 0", "Settle 200", "Settle 200 again", "Settle 403", "Settle 409")
                .contains("Get 0", "Get 200", "Pending 200", "Remove 200", "fresh", "resumed")
                .contains("pending by null", "resolved by responder", "rejected by responder", "cancelled by asker")
                .contains("expired by timeout", "resolved by timeout", "rejected by timeout")
                .contains("cancelled by session", "cancelled by asker-lost");
    }

    /** The first violations; a history that has any is kept as {@code target/history-<seed>.txt}. */
    private static List<Violation> judged(History history) throws IOException {
        List<Violation> violations = Checker.check(history, Bounds.PATIENT);
        if (!violations.isEmpty()) {
            List<Record> records = new ArrayList<>(history.operations());
            records.addAll(history.streams());
            Files.write(
                    Path.of("target", "history-" + SEED + ".txt"),
                    records.stream().map(Record::toString).toList());
        }
        return violations.stream().limit(20).toList();
    }
}
