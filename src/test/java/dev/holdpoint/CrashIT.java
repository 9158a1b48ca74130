package dev.holdpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.store.sqlite.Soundness;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.EventReader;
import dev.holdpoint.testing.FirstToken;
import dev.holdpoint.testing.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as a process of its own: killed under load, and stopped in an orderly way. */
class CrashIT {

    private static final int ROUNDS = Integer.getInteger("crash.rounds", 5);
    private static final int CALLERS = 16;

    @TempDir
    Path folder;

    private String[] token;

    private final Map<String, JsonNode> settled = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> asked = new ConcurrentHashMap<>();
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private String expiring = "";

    @BeforeEach
    void makeToken() {
        token = FirstToken.in(folder);
    }

    @Test
    void whatWasAcknowledgedSurvivesBeingKilled() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var log = new ArrayList<EventReader.Event>();
        for (int round = 0; round < ROUNDS; round++) {
            Service service = Service.known(folder, token);
            try {
                String name = "round " + round + ", seed " + seed;
                check(service.api(), name);
                try (var tab = new EventReader(service.base(), after(log), token)) {
                    if (round > 0) {
                        expiredMeanwhile(service.api(), name);
                    }
                    expiring = service.api()
                            .ask("expiring", ",\"timeout\":\"PT0.1S\"")
                            .id();
                    loadUntilKilled(service, 200 + random.nextInt(800));
                    Awaitility.await().until(tab::isEnded);
                    log.addAll(tab.events());
                }
            } finally {
                service.kill();
            }
        }
        Service service = Service.known(folder, token);
        try {
            check(service.api(), "at the end, seed " + seed);
            try (var tab = new EventReader(service.base(), after(log), token)) {
                String marker = service.api().ask("marker", "").id();
                Awaitility.await()
                        .until(() -> tab.events().stream()
                                .anyMatch(event ->
                                        event.data().path("id").asText().equals(marker)));
                log.addAll(tab.events());
            }
            checkLog(log, "seed " + seed);
            var types = service.api().get("/v1/statistics").body().path("types").path("question");
            assertThat(types.path("resolved").asInt()).isGreaterThanOrEqualTo(settled.size());
            assertThat(settled).isNotEmpty();
        } finally {
            service.kill();
        }
        assertThat(Soundness.of(folder.resolve("holdpoint.db"), folder, what -> {})
                        .findings())
                .as("seed " + seed)
                .isEmpty();
    }

    @Test
    void aStopTellsEverybodyAndLosesNothing() throws Exception {
        Service service = Service.known(folder, token);
        try (var tab = new EventReader(service.base(), "", token)) {
            var waiter = service.api().postLater("/v1/interactions?wait=60", "{\"type\":\"a\",\"sessionId\":\"s\"}");
            Awaitility.await().until(() -> tab.events().size() >= 2);
            String id = tab.events().get(1).data().path("id").asText();
            var reader = service.api().getLater("/v1/interactions/" + id + "?wait=60");
            Awaitility.await()
                    .until(() -> service.api()
                                    .get("/v1/statistics")
                                    .body()
                                    .path("waiters")
                                    .asInt()
                            == 2);
            service.process().destroy();
            Api.Answer answer = waiter.join();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.slug()).isEqualTo("shutting-down");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.header("Location")).isEqualTo("/v1/interactions/" + id);
            assertThat(answer.body().path("interaction").path("status").asText())
                    .isEqualTo("pending");
            assertThat(reader.join().slug()).isEqualTo("shutting-down");
            Awaitility.await().until(tab::isEnded);
            assertThat(service.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(service.process().exitValue()).isIn(0, 143);
            Service again = Service.known(folder, token);
            assertThat(again.api()
                            .get("/v1/interactions/" + id)
                            .body()
                            .path("status")
                            .asText())
                    .isEqualTo("pending");
            again.kill();
        } finally {
            service.kill();
        }
    }

    @Test
    void aSecondServerStaysOffTheFolder() throws Exception {
        Service service = Service.known(folder, token);
        try {
            Process second = Service.start(folder, 0);
            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isNotZero();
            assertThat(service.api().ask().status()).isEqualTo(201);
        } finally {
            service.kill();
        }
    }

    /** Every acknowledged ask and answer is there, unchanged, and its key still holds. */
    private void check(Api api, String when) {
        settled.forEach((id, known) -> {
            assertThat(api.get("/v1/interactions/" + id).body()).as(when).isEqualTo(known);
            assertThat(api.resolve(id, "\"again\"").body().path("interaction"))
                    .as(when)
                    .isEqualTo(known);
        });
        asked.forEach((id, known) ->
                assertThat(api.get("/v1/interactions/" + id).status()).as(when).isEqualTo(200));
        keys.forEach((key, id) -> assertThat(api.post("/v1/interactions", body(key), "Idempotency-Key", key)
                        .id())
                .as(when)
                .isEqualTo(id));
    }

    /** A deadline that passed while the service was down, or just before, was kept. */
    private void expiredMeanwhile(Api api, String when) {
        assertThat(api.get("/v1/interactions/" + expiring + "?wait=20")
                        .body()
                        .path("status")
                        .asText())
                .as(when)
                .isEqualTo("expired");
    }

    private static String after(List<EventReader.Event> log) {
        return "?lastEventId=" + (log.isEmpty() ? 0 : log.getLast().id());
    }

    /** What all the resumed streams told together: each ask and each acknowledged settlement exactly once, in order. */
    private void checkLog(List<EventReader.Event> log, String when) {
        assertThat(log).as(when).extracting(EventReader.Event::id).isSorted().doesNotHaveDuplicates();
        var told = new HashMap<String, List<JsonNode>>();
        for (EventReader.Event event : log) {
            told.computeIfAbsent(event.data().path("id").asText(), id -> new ArrayList<>())
                    .add(event.data());
        }
        asked.forEach((id, known) -> assertThat(told.get(id)).as(when).startsWith(known));
        settled.forEach((id, known) ->
                assertThat(told.get(id)).as(when).hasSize(2).last().isEqualTo(known));
        assertThat(told.values())
                .as(when)
                .allSatisfy(events -> assertThat(events).hasSizeLessThanOrEqualTo(2));
    }

    private void loadUntilKilled(Service service, long millis) throws InterruptedException {
        var done = new CountDownLatch(CALLERS);
        for (int caller = 0; caller < CALLERS; caller++) {
            int number = caller;
            Thread.ofPlatform().start(() -> {
                try {
                    for (int i = 0; i < 100_000; i++) {
                        cycle(service.api(), "key-" + number + "-" + System.nanoTime());
                    }
                } catch (RuntimeException killed) {
                    done.countDown();
                }
            });
        }
        done.await(millis, TimeUnit.MILLISECONDS);
        service.kill();
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private void cycle(Api api, String key) throws CompletionException {
        Api.Answer ask = api.post("/v1/interactions", body(key), "Idempotency-Key", key);
        if (ask.status() != 201) {
            return;
        }
        asked.put(ask.id(), ask.body());
        if (keys.size() < 200) {
            keys.put(key, ask.id());
        }
        Api.Answer won = api.resolve(ask.id(), "\"" + key + "\"");
        if (won.status() == 200 && settled.size() < 2_000) {
            settled.put(ask.id(), won.body());
        }
    }

    private static String body(String key) {
        return "{\"type\":\"question\",\"sessionId\":\"" + key + "\"}";
    }
}
