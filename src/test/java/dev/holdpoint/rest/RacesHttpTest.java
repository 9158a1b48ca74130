package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.testing.EventReader;
import dev.holdpoint.testing.EventReader.Event;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Everything that can end an interaction, at once, while others wait and tabs listen. */
@QuarkusTest
class RacesHttpTest extends HttpTest {

    private static final int ITERATIONS = 40;

    @Test
    void whateverRacesEverybodyLearnsTheSameSettlement() throws Exception {
        String session = Api.session();
        try (var one = new EventReader(base, "?sessionId=" + session, token);
                var other = new EventReader(base, "?type=question&sessionId=" + session, token)) {
            Awaitility.await()
                    .until(() -> !one.events().isEmpty() && !other.events().isEmpty());
            for (int iteration = 0; iteration < ITERATIONS; iteration++) {
                race(iteration, session, List.of(one, other));
            }
            assertThat(one.events())
                    .as("each asked once and settled once")
                    .hasSize(1 + 2 * ITERATIONS)
                    .isEqualTo(other.events());
        }
    }

    private void race(int iteration, String session, List<EventReader> tabs) {
        // Given: a deadline that passes about when the others come, and some who wait
        String more = iteration % 2 == 0 ? "" : ",\"onExpiry\":{\"reject\":\"nobody answered\"}";
        String id = api.ask(session, ",\"timeout\":\"PT0.1" + iteration % 10 + "S\"" + more)
                .id();
        String path = "/v1/interactions/" + id;
        List<CompletableFuture<Answer>> waiters = List.of(
                api.getLater(path + "?wait=60"),
                api.getLater(path, "Prefer", "wait=60"),
                api.getLater(path + "?wait=50"));
        var gate = new CompletableFuture<Void>();
        CompletableFuture.delayedExecutor(100 + iteration % 10, java.util.concurrent.TimeUnit.MILLISECONDS)
                .execute(() -> gate.complete(null));

        // When
        gate.join();
        var settling = new ArrayList<CompletableFuture<Answer>>();
        for (int i = 0; i < 3; i++) {
            settling.add(api.postLater(path + "/resolve", "{\"response\":" + i + "}"));
            settling.add(api.postLater(path + "/reject", "{\"reason\":\"" + i + "\"}"));
            settling.add(api.postLater(path + "/cancel", "{}"));
        }
        var removal = CompletableFuture.supplyAsync(() -> api.delete("/v1/sessions/" + session));

        // Then
        var seen = new HashSet<JsonNode>();
        var winners = new ArrayList<Answer>();
        for (var attempt : settling) {
            Answer answer = attempt.join();
            assertThat(answer.status()).as("iteration %d", iteration).isIn(200, 409);
            if (answer.status() == 200) {
                winners.add(answer);
            }
            seen.add(answer.status() == 200 ? answer.body() : answer.body().path("interaction"));
        }
        waiters.forEach(waiter -> seen.add(waiter.join().body()));
        seen.add(api.get(path).body());
        assertThat(seen).as("iteration %d", iteration).hasSize(1);
        String origin = seen.iterator().next().path("origin").asText();
        boolean byCall = Set.of("responder", "asker").contains(origin);
        assertThat(winners).as("iteration %d, %s", iteration, origin).hasSize(byCall ? 1 : 0);
        assertThat(removal.join().body().path("cancelled").asInt())
                .as("iteration %d, %s", iteration, origin)
                .isEqualTo(origin.equals("session") ? 1 : 0);
        for (EventReader tab : tabs) {
            Awaitility.await().until(() -> settlements(tab, id).size() == 1);
            assertThat(settlements(tab, id).getFirst().data())
                    .as("iteration %d", iteration)
                    .isEqualTo(seen.iterator().next());
        }
    }

    private static List<Event> settlements(EventReader tab, String id) {
        return tab.events().stream()
                .filter(event -> event.data().path("id").asText().equals(id)
                        && !event.name().equals("interaction-requested"))
                .toList();
    }
}
