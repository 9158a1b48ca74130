package dev.holdpoint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.history.Stream.Event;
import dev.holdpoint.history.Stream.Filter;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Link;
import dev.holdpoint.testing.OwnPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database does not answer: who writes is told so, who waits and listens stays connected, and all goes on afterwards. */
class OutageIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** How it does not answer. */
    enum Outage {
        STUCK,
        DOWN
    }

    /** What is stuck ends by nothing else: the driver is told to wait longer than the test does. */
    @ParameterizedTest
    @EnumSource
    @Timeout(600)
    void whoWritesIsToldAndWhoWaitsOrListensStays(Outage outage) throws Exception {
        try (var database = OwnPostgres.make(folder);
                var link = new Link(database.port());
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var replica = new Replica(
                        folder.resolve("outage"), link, "postgresql://127.0.0.1:%d/postgres?socketTimeout=600", 0)) {
            replica.awaitReady();
            Api api = replica.api();
            String id = api.ask().id();
            var waiting = api.getLater("/v1/interactions/" + id + "?wait=300");
            Future<List<Event>> listening = threads.submit(() -> listenFor(id, replica));
            Awaitility.await().atMost(LONG).untilAsserted(() -> {
                var statistics = api.get("/v1/statistics").body();
                assertThat(statistics.path("waiters").asInt()).isEqualTo(1);
                assertThat(statistics.path("tabs").asInt()).isEqualTo(1);
            });

            link.become(Link.State.valueOf(outage.name()));

            List<CompletableFuture<Api.Answer>> writes = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                writes.add(api.postLater("/v1/interactions", "{\"type\":\"question\",\"sessionId\":\"s\"}"));
                writes.add(api.postLater("/v1/interactions/" + id + "/reject", "{\"reason\":\"unheard\"}"));
            }
            for (var write : writes) {
                Api.Answer answer = write.get(LONG.toSeconds(), TimeUnit.SECONDS);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.slug()).isEqualTo("store-unavailable");
                assertThat(answer.header("Retry-After")).isNotEmpty();
            }
            assertThat(api.get("/q/health/ready").status()).isEqualTo(503);
            assertThat(waiting).isNotDone();
            assertThat(listening.isDone()).isFalse();

            link.become(Link.State.UP);
            replica.awaitReady();
            assertThat(api.get("/v1/interactions?sessionId=s").body().path("items"))
                    .isEmpty();
            assertThat(api.resolve(id, "\"yes\"").status()).isEqualTo(200);
            assertThat(waiting.get(LONG.toSeconds(), TimeUnit.SECONDS)
                            .body()
                            .path("response")
                            .asText())
                    .isEqualTo("yes");
            assertThat(listening
                            .get(LONG.toSeconds(), TimeUnit.SECONDS)
                            .getLast()
                            .data()
                            .path("response")
                            .asText())
                    .isEqualTo("yes");
        }
    }

    /** All that is told over one connection, up to a settlement. */
    private static List<Event> listenFor(String id, Replica replica) throws InterruptedException {
        try (var replicas = new Replicas(List.of(replica.base()), Optional.empty())) {
            var listener = new Listener("tab", Filter.ALL, one -> true, replicas, new Recorder(replicas));
            return listener.listen(
                    replica.base(),
                    event -> !event.isSync()
                            && !event.isRequested()
                            && event.data().path("id").asText().equals(id));
        }
    }
}
