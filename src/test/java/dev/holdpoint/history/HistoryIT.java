package dev.holdpoint.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.history.Judge.Violation;
import dev.holdpoint.testing.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service under random callers and tabs, killed, and with a store that fails, again and again. */
class HistoryIT {

    private static final int ROUNDS = Integer.getInteger("history.rounds", 5);
    private static final long SEED = Long.getLong("history.seed", System.nanoTime());

    private final Random random = new Random(SEED);

    @TempDir
    Path folder;

    @Test
    void everyPromiseIsKept() throws Exception {
        try (var clients = new Clients(SEED)) {
            Service service = new Service(folder);
            int port = service.base().getPort();
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    clients.start(service);
                    if (round % 3 == 1) {
                        failWrites(clients);
                    }
                    letPass(500 + random.nextInt(1_500));
                    service.kill();
                    clients.stop();
                    service = new Service(folder, port);
                }
                History history = clients.end(service);
                assertThat(history).satisfies(HistoryIT::hasAllKindsOfThings);
                assertThat(judged(history)).as("history.seed=%d", SEED).isEmpty();
            } finally {
                service.kill();
            }
        }
    }

    /** Another connection has the write lock until the service gives up waiting for it. */
    private void failWrites(Clients clients) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("holdpoint.db"));
                var statement = connection.createStatement()) {
            letPass(random.nextInt(500));
            statement.execute("PRAGMA busy_timeout = 30000");
            statement.execute("BEGIN IMMEDIATE");
            long locked = clients.now();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> clients.sawFailureSince(locked));
            letPass(random.nextInt(300));
            statement.execute("ROLLBACK");
        }
    }

    private static void letPass(long millis) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)).isFalse();
    }

    /** What is judged is not empty. */
    private static void hasAllKindsOfThings(History history) {
        List<JsonNode> interactions = history.end().interactions();
        assertThat(interactions)
                .extracting(interaction -> interaction.path("status").asText())
                .contains("pending", "resolved", "rejected", "expired", "cancelled");
        assertThat(interactions)
                .extracting(interaction -> interaction.path("origin").asText())
                .contains("responder", "asker", "timeout", "session", "asker-lost");
        assertThat(history.operations())
                .extracting(operation -> operation.answer().status())
                .contains(0, 200, 201, 202, 403, 409, 422, 503);
        assertThat(history.operations())
                .anyMatch(operation -> operation.call() instanceof Call.Ask
                        && operation.answer().replayed())
                .anyMatch(operation -> operation.call() instanceof Call.Settle
                        && operation.answer().replayed());
        assertThat(history.streams()).anyMatch(stream -> stream.after().isPresent());
    }

    /** A history that breaks a promise is kept. */
    private static List<Violation> judged(History history) throws IOException {
        List<Violation> violations = Judge.judge(history);
        if (!violations.isEmpty()) {
            var lines = history.operations().stream().map(Operation::toString).toList();
            Files.write(Path.of("target", "history-" + SEED + ".txt"), lines);
        }
        return violations.stream().limit(20).toList();
    }
}
