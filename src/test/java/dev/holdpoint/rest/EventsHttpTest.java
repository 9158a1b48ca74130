package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.EventReader;
import dev.holdpoint.testing.EventReader.Event;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The event stream, statistics and operations, over HTTP. */
@QuarkusTest
class EventsHttpTest extends HttpTest {

    @Test
    void aFreshStreamBeginsWithWhatIsPendingAndGoesOnLive() throws Exception {
        String session = Api.session();
        String before = api.ask(session, "").id();
        try (var tab = new EventReader(base, "?sessionId=" + session)) {
            assertThat(tab.response().headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            assertThat(tab.response().headers().firstValue("X-Accel-Buffering")).contains("no");
            Awaitility.await().until(() -> !tab.events().isEmpty());
            api.ask();
            api.resolve(before, "1");
            String after = api.ask(session, "").id();
            api.post("/v1/interactions/" + after + "/cancel", "{}");
            Awaitility.await().until(() -> tab.events().size() >= 4);
            assertThat(tab.events())
                    .extracting(Event::name)
                    .containsExactly("sync", "interaction-resolved", "interaction-requested", "interaction-cancelled");
            assertThat(tab.events().getFirst().data().path("pending").findValuesAsText("id"))
                    .containsExactly(before);
            assertThat(tab.events()).extracting(Event::id).isSorted().doesNotHaveDuplicates();
            assertThat(tab.events().get(3).data())
                    .isEqualTo(api.get("/v1/interactions/" + after).body());
        }
    }

    @Test
    void aStreamResumesRightAfterTheLastEvent() throws Exception {
        String session = Api.session();
        List<Event> live;
        try (var tab = new EventReader(base, "?sessionId=" + session)) {
            Awaitility.await().until(() -> !tab.events().isEmpty());
            for (int i = 0; i < 5; i++) {
                api.resolve(api.ask(session, "").id(), "1");
            }
            Awaitility.await().until(() -> tab.events().size() == 11);
            live = tab.events();
        }
        for (int seen : new int[] {1, 4, 10}) {
            String last = Long.toString(live.get(seen - 1).id());
            try (var tab = new EventReader(base, "?lastEventId=0&sessionId=" + session, "Last-Event-ID", last)) {
                Awaitility.await().until(() -> tab.events().size() >= 11 - seen);
                assertThat(tab.events()).as("after %d", seen).isEqualTo(live.subList(seen, 11));
            }
        }
    }

    @Test
    void aPositionThatIsNotKeptBeginsAfresh() throws Exception {
        try (var tab = new EventReader(base, "?lastEventId=999999999999999999999999")) {
            Awaitility.await().until(() -> !tab.events().isEmpty());
            assertThat(tab.events().getFirst().name()).isEqualTo("sync");
        }
    }

    @Test
    void aStreamShowsAtOnceThatItIsAliveAndSaysWhenToComeBack() throws Exception {
        for (String query : List.of("", "?lastEventId=0")) {
            try (var tab = new EventReader(base, query)) {
                Awaitility.await().until(() -> !tab.alive().isEmpty());
                assertThat(tab.alive().getFirst()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
                assertThat(tab.retries()).hasSize(1).allMatch(millis -> millis >= 1_000 && millis <= 5_000);
                assertThat(tab.response().headers().firstValue("Cache-Control")).contains("no-cache, no-transform");
            }
        }
    }

    @Test
    void tabsComeBackAtDifferentTimes() throws Exception {
        var told = new HashSet<Integer>();
        for (int i = 0; i < 20; i++) {
            try (var tab = new EventReader(base, "?sessionId=none")) {
                Awaitility.await().until(() -> !tab.retries().isEmpty());
                told.addAll(tab.retries());
            }
        }
        assertThat(told).hasSizeGreaterThan(10);
    }

    @Test
    void aTabThatClosedIsForgotten() throws Exception {
        int before = tabs();
        try (var tab = new EventReader(base, "")) {
            Awaitility.await().until(() -> !tab.events().isEmpty());
            assertThat(tabs()).isEqualTo(before + 1);
        }
        Awaitility.await().until(() -> tabs() == before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?lastEventId=x", "?lastEventId=-1", "?wait=1", "?type=A", "?sessionId="})
    void aMalformedSubscriptionIsRefused(String query) {
        assertThat(api.get("/v1/events" + query).slug()).isEqualTo("invalid-request");
    }

    @Test
    void onlyEventStreamsAndReadsAreServed() {
        assertThat(api.get("/v1/events", "Accept", "application/json").slug()).isEqualTo("not-acceptable");
        Api.Answer posted = api.post("/v1/events", "{}");
        assertThat(posted.slug()).isEqualTo("method-not-allowed");
        assertThat(posted.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(api.send(api.request("/v1/events").HEAD()).status()).isEqualTo(200);
    }

    @Test
    void statisticsAddUp() {
        String session = Api.session();
        String type = "t" + session.substring(8).replace("-", "");
        String body = "{\"type\":\"" + type + "\",\"sessionId\":\"" + session + "\"}";
        api.resolve(api.post("/v1/interactions", body).id(), "1");
        api.post("/v1/interactions", body);
        var tally = api.get("/v1/statistics").body().path("types").path(type);
        assertThat(tally.toString())
                .isEqualTo(
                        "{\"requested\":2,\"pending\":1,\"resolved\":1,\"rejected\":0,\"expired\":0,\"cancelled\":0}");
        var buckets = api.get("/v1/statistics/timeline?step=PT1M").body().path("buckets");
        assertThat(buckets).hasSize(24);
        assertThat(buckets.findValues("requested").stream()
                        .mapToInt(value -> value.asInt())
                        .sum())
                .isGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "step=PT1S",
                "step=x",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "from=2000-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "x=1"
            })
    void aTimelineThatIsNoneIsRefused(String query) {
        assertThat(api.get("/v1/statistics/timeline?" + query).status()).isEqualTo(400);
    }

    @Test
    void operationsAreServed() {
        assertThat(api.get("/q/health/live").status()).isEqualTo(200);
        assertThat(api.get("/q/health/ready").status()).isEqualTo(200);
        assertThat(api.get("/q/health/started").status()).isEqualTo(200);
        api.ask();
        assertThat(api.get("/q/metrics").text())
                .contains(
                        "holdpoint_asks_total{",
                        "holdpoint_pending ",
                        "holdpoint_pending_oldest_seconds ",
                        "holdpoint_store_free_bytes ",
                        "holdpoint_build{version=",
                        "holdpoint_http_connections ")
                .containsPattern("holdpoint_store_size_bytes [1-9]");
        assertThat(api.get("/q/openapi").text()).contains("/v1/interactions/{id}/resolve");
    }

    @Test
    void unknownPathsAndMethodsAreProblems() {
        assertThat(api.get("/v1/nothing").slug()).isEqualTo("not-found");
        Api.Answer deleted = api.delete("/v1/interactions");
        assertThat(deleted.slug()).isEqualTo("method-not-allowed");
        assertThat(deleted.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        assertThat(api.get("/v1/interactions", "Accept", "text/html").slug()).isEqualTo("not-acceptable");
    }

    private int tabs() {
        return api.get("/v1/statistics").body().path("tabs").asInt();
    }
}
