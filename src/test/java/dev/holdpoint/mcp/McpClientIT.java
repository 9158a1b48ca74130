package dev.holdpoint.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.NpmClient;
import dev.holdpoint.testing.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The MCP client of the TypeScript SDK, whose calls are held while the service is killed and started again, and people answer
 * before, during and after: each call gets its one answer. {@code -Dmcp.rounds=50} for a longer test.
 */
class McpClientIT {

    private static final int ROUNDS = Integer.getInteger("mcp.rounds", 2);
    private static final int MINUTES_AT_MOST = 60;
    private static final List<String> MOMENTS = List.of("before", "during", "after", "long-after");

    @TempDir
    Path folder;

    private final Map<String, String> asked = new HashMap<>();

    @Test
    @Timeout(value = MINUTES_AT_MOST, unit = TimeUnit.MINUTES)
    void noAnswerIsLostAndNoneComesTwice() throws Exception {
        NpmClient.install(McpClientIT.class.getSimpleName());
        long seed = System.nanoTime();
        var random = new Random(seed);
        int port = freePort();
        Service service = new Service(folder, port);
        try (var client = NpmClient.start("client.mjs", service.base())) {
            connected(client);
            for (int round = 0; round < ROUNDS; round++) {
                // Given
                ask(client, service.api(), round);

                // When
                answer(service.api(), "before", round);
                CompletableFuture<Void> during = during(service, round, random.nextInt(30));
                service.kill();
                during.join();
                service = new Service(folder, port);
                answer(service.api(), "during", round);
                answer(service.api(), "after", round);
                awaitAnswers(client, round, "before", "during", "after");
                answer(service.api(), "long-after", round);

                // Then
                awaitAnswers(client, round, "long-after");
            }
            assertThat(answers(client))
                    .as("each once, seed %d", seed)
                    .hasSize(ROUNDS * MOMENTS.size())
                    .allSatisfy(line -> assertThat(line.path("answer").asText())
                            .isEqualTo("yes to " + line.path("question").asText()));
            assertThat(answers(client).stream()
                            .map(line -> line.path("question").asText())
                            .distinct())
                    .hasSize(ROUNDS * MOMENTS.size());
            assertThat(client.lines())
                    .noneSatisfy(line -> assertThat(line.has("failed")).isTrue());
        } finally {
            service.kill();
        }
    }

    private static void connected(NpmClient client) {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> !client.lines().isEmpty());
        JsonNode first = client.lines().getFirst();
        assertThat(first.path("connected").asText()).isEqualTo("holdpoint");
        assertThat(first.path("tools"))
                .extracting(JsonNode::asText)
                .containsExactly("ask_human", "request_approval", "approve", "hook", "check");
    }

    private void ask(NpmClient client, Api api, int round) {
        MOMENTS.forEach(moment -> client.say(name(moment, round)));
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
            api.get("/v1/interactions?type=ask-user&limit=100")
                    .body()
                    .path("items")
                    .forEach(item -> asked.put(
                            item.path("title").asText(), item.path("id").asText()));
            return MOMENTS.stream().allMatch(moment -> asked.containsKey(name(moment, round)));
        });
    }

    /** Whether it was taken or not is known afterwards. */
    private CompletableFuture<Void> during(Service service, int round, int millis) {
        return CompletableFuture.runAsync(
                        () -> answer(service.api(), "during", round),
                        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                .exceptionally(failure -> {
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    assertThat(cause).isInstanceOf(UncheckedIOException.class); // the service was killed
                    return null;
                });
    }

    private void answer(Api api, String moment, int round) {
        String name = name(moment, round);
        var answer = api.resolve(asked.get(name), "{\"answers\":{\"" + name + "\":\"yes to " + name + "\"}}");
        assertThat(answer.status()).as(answer.text()).isIn(200, 409);
    }

    private static void awaitAnswers(NpmClient client, int round, String... moments) {
        for (String moment : moments) {
            Awaitility.await()
                    .alias(name(moment, round))
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> answers(client).stream()
                            .anyMatch(line -> line.path("question").asText().equals(name(moment, round))));
        }
    }

    private static List<JsonNode> answers(NpmClient client) {
        return client.lines().stream().filter(line -> line.has("status")).toList();
    }

    private static String name(String moment, int round) {
        return moment + " " + round;
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
