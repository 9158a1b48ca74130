package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ask, await, settle, list and remove, over HTTP: the tables of the contract, row by row. */
@QuarkusTest
class InteractionsHttpTest extends HttpTest {

    private static final List<String> MEMBERS = List.of(
            "id",
            "type",
            "sessionId",
            "title",
            "data",
            "metadata",
            "responseSchema",
            "status",
            "requestedAt",
            "requestedBy",
            "expiresAt",
            "onExpiry",
            "decidedAt",
            "decidedBy",
            "separate",
            "origin",
            "response",
            "reason");

    @Test
    void anAskIsAnsweredWithThePendingInteraction() {
        String session = Api.session();
        Answer answer = api.ask(session, ",\"title\":\"One line\",\"metadata\":{\"risk\":\"high\"}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/v1/interactions/" + answer.id());
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        JsonNode body = answer.body();
        assertThat(body.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(MEMBERS);
        assertThat(UUID.fromString(answer.id()).version()).isEqualTo(7);
        assertThat(body.path("status").asText()).isEqualTo("pending");
        assertThat(body.path("sessionId").asText()).isEqualTo(session);
        assertThat(body.path("data").toString()).isEqualTo("{}");
        assertThat(body.path("requestedAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        for (String name : List.of("responseSchema", "onExpiry", "decidedAt", "origin", "response", "reason")) {
            assertThat(body.path(name).isNull()).as(name).isTrue();
        }
    }

    @Test
    void whatIsSentComesBackAsItWasSent() {
        String data =
                "{\"z\":1.0,\"__proto__\":{\"polluted\":true},\"a\":-0,\"e\":1E+400,\"big\":123456789012345678901234567890,"
                        + "\"u\":\"\\u202e\\ud83d\\ude00\\u0000\",\"l\":[null,true]}";
        Answer asked = api.ask(Api.session(), ", \"data\" : " + data.replace(",", " ,\n "));
        assertThat(asked.text())
                .contains(
                        "\"data\":{\"z\":1.0,\"__proto__\":{\"polluted\":true},\"a\":-0,\"e\":1E+400,"
                                + "\"big\":123456789012345678901234567890,\"u\":\"\u202e\ud83d\ude00\\u0000\",\"l\":[null,true]}");
        Answer settled = api.resolve(asked.id(), "{\"n\":1e5,\"\":\"\"}");
        assertThat(settled.text()).contains("\"response\":{\"n\":1e5,\"\":\"\"}");
        assertThat(api.get("/v1/interactions/" + asked.id()).text()).isEqualTo(settled.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|/type",
                "{}|/sessionId",
                "{\"type\":\"A\",\"sessionId\":\"s\"}|/type",
                "{\"type\":1,\"sessionId\":\"s\"}|/type",
                "{\"type\":\"a\",\"sessionId\":\"\"}|/sessionId",
                "{\"type\":\"a\",\"sessionId\":\"..\"}|/sessionId",
                "{\"type\":\"a\",\"sessionId\":\"a\\u0007\"}|/sessionId",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"more\":1}|/more",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"a/b~c\":1}|/a~1b~0c",
                "{\"type\":\"a\",\"type\":\"a\",\"sessionId\":\"s\"}|/type",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"data\":{\"x\":[{\"y\":1,\"y\":2}]}}|/data/x/0/y",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"data\":[\"\\ud800\"]}|/data/0",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"title\":\"a\\nb\"}|/title",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"title\":7}|/title",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"metadata\":[]}|/metadata",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"responseSchema\":true}|/responseSchema",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"timeout\":\"P1M\"}|/timeout",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"timeout\":\"PT0.05S\"}|/timeout",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"timeout\":\"P31D\"}|/timeout",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"timeout\":30}|/timeout",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"lease\":\"PT2H\"}|/lease",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"onExpiry\":{}}|/onExpiry",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"onExpiry\":{\"resolve\":1,\"reject\":\"r\"}}|/onExpiry",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"onExpiry\":{\"other\":1}}|/onExpiry/other",
                "{\"type\":\"plan-approval\",\"sessionId\":\"s\",\"onExpiry\":{\"resolve\":{\"approved\":1}}}|/onExpiry/resolve/approved",
                "{\"type\":\"ask-user\",\"sessionId\":\"s\",\"data\":{\"questions\":[{\"question\":\"a\"},{\"question\":\"a\"}]}}|/data/questions/1/question",
                "null|``",
                "[]|``",
                "{\"type\":|``",
                "{} {}|``",
                "``|``"
            })
    void aBodyThatIsNotWhatIsAskedForNamesThePlace(String body, String pointer) {
        Answer answer = api.post("/v1/interactions", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.slug()).isEqualTo("invalid-request");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().path("errors").findValuesAsText("pointer")).contains(pointer);
    }

    @Test
    void nestingAndNumbersAreBounded() {
        String deep = ",\"data\":" + "[".repeat(5_000) + "]".repeat(5_000);
        assertThat(api.ask(Api.session(), deep).status()).isEqualTo(400);
        String allowed = ",\"data\":" + "[".repeat(63) + "]".repeat(63);
        assertThat(api.ask(Api.session(), allowed).status()).isEqualTo(201);
        assertThat(api.ask(Api.session(), ",\"data\":[" + allowed.substring(8) + "]")
                        .status())
                .isEqualTo(400);
        Answer number = api.ask(Api.session(), ",\"data\":" + "9".repeat(1_001));
        assertThat(number.body().path("errors").findValuesAsText("pointer")).containsExactly("/data");
        assertThat(api.ask(Api.session(), ",\"data\":" + "9".repeat(1_000)).status())
                .isEqualTo(201);
    }

    @Test
    void sizesAreBounded() {
        String fits = '"' + "x".repeat((256 << 10) - 2) + '"';
        assertThat(api.ask(Api.session(), ",\"data\":" + fits).status()).isEqualTo(201);
        Answer data = api.ask(Api.session(), ",\"data\":" + fits.replaceFirst("x", "xx"));
        assertThat(data.status()).isEqualTo(413);
        assertThat(data.slug()).isEqualTo("too-large");
        assertThat(data.body().path("pointer").asText()).isEqualTo("/data");
        Answer metadata = api.ask(Api.session(), ",\"metadata\":{\"m\":\"" + "x".repeat(16 << 10) + "\"}");
        assertThat(metadata.body().path("pointer").asText()).isEqualTo("/metadata");
        Answer body = api.ask(Api.session(), ",\"more\":\"" + "x".repeat(1 << 20) + "\"");
        assertThat(body.status()).isEqualTo(413);
        Answer raw = api.ask(Api.session(), ",\"more\":\"" + "x".repeat(5 << 20) + "\"");
        assertThat(raw.status()).isEqualTo(413);
    }

    @Test
    void invalidUtf8IsRefused() {
        var request = api.request("/v1/interactions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}));
        Answer answer = api.send(request);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").findValuesAsText("pointer")).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"})
    void aBodyThatIsNotSaidToBeJsonIsRefused(String type) {
        var request =
                api.request("/v1/interactions").header("Content-Type", type).POST(BodyPublishers.ofString("{}"));
        assertThat(api.send(request).status()).isEqualTo(415);
        var empty = api.request("/v1/interactions").POST(BodyPublishers.noBody());
        assertThat(api.send(empty).slug()).isEqualTo("unsupported-media-type");
    }

    @Test
    void aSchemaThatLeavesTheDocumentIsRefused() {
        Answer answer = api.ask(Api.session(), ",\"responseSchema\":{\"$ref\":\"http://localhost:1/schema\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.slug()).isEqualTo("invalid-schema");
        assertThat(answer.body().path("errors").findValuesAsText("pointer")).containsExactly("/responseSchema/$ref");
    }

    @Test
    void aKeyMakesAnAskRepeatable() {
        String key = "\"" + UUID.randomUUID() + "\"";
        String body = "{\"type\":\"a\",\"sessionId\":\"" + Api.session() + "\",\"data\":{\"a\":1,\"b\":[1.0]}}";
        String same = body.replace("{\"a\":1,\"b\":[1.0]}", "{\"b\":[10e-1], \"a\":1.0},\"title\":null");
        Answer first = api.post("/v1/interactions", body, "Idempotency-Key", key);
        Answer second = api.post("/v1/interactions", same, "Idempotency-Key", key.replace("\"", ""));
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        Answer waited = api.post("/v1/interactions?wait=1", body, "Idempotency-Key", key);
        assertThat(waited.status()).isEqualTo(202);
        api.resolve(first.id(), "1");
        assertThat(api.post("/v1/interactions?wait=1", body, "Idempotency-Key", key)
                        .status())
                .isEqualTo(200);
        Answer other = api.post("/v1/interactions", body.replace("1.0", "2"), "Idempotency-Key", key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.slug()).isEqualTo("idempotency-key-reused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "a b", "\"a", "a,b"})
    void aKeyThatIsNoneIsRefused(String key) {
        Answer answer = api.post("/v1/interactions", "{\"type\":\"a\",\"sessionId\":\"s\"}", "Idempotency-Key", key);
        assertThat(answer.slug()).isEqualTo("invalid-request");
    }

    @Test
    void aSessionHasAtMostAHundredPending() {
        String session = Api.session();
        for (int i = 0; i < 100; i++) {
            assertThat(api.ask(session, "").status()).isEqualTo(201);
        }
        assertThat(api.ask(session, "").slug()).isEqualTo("too-many-pending");
        assertThat(api.delete("/v1/sessions/" + session)
                        .body()
                        .path("cancelled")
                        .asInt())
                .isEqualTo(100);
        assertThat(api.delete("/v1/sessions/" + session)
                        .body()
                        .path("cancelled")
                        .asInt())
                .isZero();
        assertThat(api.ask(session, "").status()).isEqualTo(201);
    }

    @Test
    void aSessionIsNamedInThePathPercentEncoded() {
        Answer asked = api.ask("a/b c?\u00e9%", "");
        Answer removed = api.delete("/v1/sessions/a%2Fb%20c%3F%C3%A9%25");
        assertThat(removed.body().path("sessionId").asText()).isEqualTo("a/b c?\u00e9%");
        assertThat(removed.body().path("cancelled").asInt()).isEqualTo(1);
        JsonNode cancelled = api.get("/v1/interactions/" + asked.id()).body();
        assertThat(cancelled.path("origin").asText()).isEqualTo("session");
        assertThat(cancelled.path("reason").asText()).isEqualTo("Session removed");
    }

    @Test
    void anAskerThatWaitsIsAnsweredBySettlement() {
        String session = Api.session();
        var waiting = api.postLater(
                "/v1/interactions",
                "{\"type\":\"a\",\"sessionId\":\"" + session + "\"}",
                "Prefer",
                "respond-async, wait=30; foo=\"a, wait=1\"");
        String id = api.pendingIn(session);
        api.resolve(id, "{\"yes\":true}");
        Answer answer = waiting.join();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
        assertThat(answer.header("Location")).isEqualTo("/v1/interactions/" + id);
        assertThat(answer.body().path("response").toString()).isEqualTo("{\"yes\":true}");
    }

    @Test
    void aWaitThatIsOverLeavesItPending() {
        Answer answer =
                api.post("/v1/interactions?wait=1", "{\"type\":\"a\",\"sessionId\":\"s-wait\"}", "Prefer", "wait=99");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
        assertThat(api.get("/v1/interactions/" + answer.id() + "?wait=1").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=x", "wait=-1", "wait=", "wait=1.5", "wait=1&wait=2", "what=1"})
    void aMalformedParameterIsRefused(String query) {
        Answer asked = api.ask();
        assertThat(api.get("/v1/interactions/" + asked.id() + "?" + query).slug())
                .isEqualTo("invalid-request");
    }

    @Test
    void aMalformedPreferenceIsIgnored() {
        Answer answer =
                api.post("/v1/interactions", "{\"type\":\"a\",\"sessionId\":\"s-prefer\"}", "Prefer", "wait=soon");
        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void everyWaiterSeesTheSameSettlementOnce() {
        Answer asked = api.ask();
        List<CompletableFuture<Answer>> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(api.getLater("/v1/interactions/" + asked.id() + "?wait=30"));
        }
        Awaitility.await()
                .until(() -> api.get("/v1/statistics").body().path("waiters").asInt() >= 10);
        Answer settled = api.resolve(asked.id(), "1");
        assertThat(waiting)
                .allSatisfy(waiter -> assertThat(waiter.join().text()).isEqualTo(settled.text()));
        Awaitility.await()
                .until(() -> api.get("/v1/statistics").body().path("waiters").asInt() == 0);
    }

    @Test
    void anEntityTagChangesWithTheStatus() {
        Answer asked = api.ask();
        String path = "/v1/interactions/" + asked.id();
        Answer pending = api.get(path);
        String tag = pending.header("ETag");
        assertThat(pending.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(api.get(path, "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(api.get(path + "?wait=1", "If-None-Match", "\"other\", W/" + tag)
                        .status())
                .isEqualTo(304);
        var held = api.getLater(path + "?wait=30", "If-None-Match", tag);
        api.resolve(asked.id(), "1");
        assertThat(held.join().status()).isEqualTo(200);
        assertThat(held.join().header("ETag")).isNotEqualTo(tag);
        assertThat(api.get(path, "If-None-Match", tag).status()).isEqualTo(200);
    }

    @Test
    void headAnswersAsGetWithoutABody() {
        Answer asked = api.ask();
        var head = api.request("/v1/interactions/" + asked.id() + "?wait=30").HEAD();
        Answer answer = api.send(head);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
        assertThat(answer.header("ETag")).isNotEmpty();
    }

    @Test
    void onlyTheFirstSettlementWins() {
        Answer asked = api.ask();
        Answer won = api.resolve(asked.id(), "\"first\"");
        assertThat(won.status()).isEqualTo(200);
        for (String verb : List.of("resolve", "reject", "cancel")) {
            String body = verb.equals("resolve") ? "{\"response\":\"second\"}" : "{}";
            Answer lost = api.post("/v1/interactions/" + asked.id() + "/" + verb, body);
            assertThat(lost.status()).isEqualTo(409);
            assertThat(lost.slug()).isEqualTo("already-settled");
            assertThat(lost.body().path("interaction")).isEqualTo(won.body());
        }
    }

    @Test
    void aWinnerRepeatsWithItsKey() {
        Answer asked = api.ask();
        Answer won = api.resolve(asked.id(), "null", "Idempotency-Key", "k");
        Answer again = api.resolve(asked.id(), "null", "Idempotency-Key", "k");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.text()).isEqualTo(won.text());
        assertThat(api.resolve(asked.id(), "1", "Idempotency-Key", "k").slug()).isEqualTo("idempotency-key-reused");
        assertThat(api.post("/v1/interactions/" + asked.id() + "/reject", "{}", "Idempotency-Key", "k")
                        .slug())
                .isEqualTo("idempotency-key-reused");
        assertThat(api.resolve(asked.id(), "null").status()).isEqualTo(409);
    }

    @Test
    void anotherSessionMayNotSettle() {
        Answer asked = api.ask();
        String path = "/v1/interactions/" + asked.id() + "/reject";
        Answer refused = api.post(path, "{\"sessionId\":\"stranger\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.slug()).isEqualTo("session-mismatch");
        assertThat(api.get("/v1/interactions/" + asked.id())
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("pending");
    }

    @Test
    void aResponseThatFailsTheSchemaLeavesItPending() {
        Answer asked = api.ask(
                Api.session(),
                ",\"responseSchema\":{\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}");
        Answer invalid = api.resolve(asked.id(), "{\"n\":\"x\"}");
        assertThat(invalid.status()).isEqualTo(422);
        assertThat(invalid.slug()).isEqualTo("invalid-response");
        assertThat(invalid.body().path("errors").findValuesAsText("pointer")).containsExactly("/response/n");
        assertThat(api.resolve(asked.id(), "{\"n\":1}").status()).isEqualTo(200);
        assertThat(api.resolve(asked.id(), "{\"n\":\"x\"}").status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-7000-8000-000000000000", "1", "%00", "null", "..%2f"})
    void anUnknownInteractionIsNotFound(String id) {
        assertThat(api.get("/v1/interactions/" + id).status()).isEqualTo(404);
        assertThat(api.resolve(id, "1").status()).isEqualTo(404);
        assertThat(api.post("/v1/interactions/" + id + "/resolve", "{}").status())
                .isIn(400, 404);
    }

    @Test
    void aDeadlineSettlesAsItWasAsked() {
        Answer plain = api.ask(Api.session(), ",\"timeout\":\"PT0.1S\"");
        Answer resolving = api.ask(Api.session(), ",\"timeout\":\"PT0.1S\",\"onExpiry\":{\"resolve\":null}");
        JsonNode expired =
                api.get("/v1/interactions/" + plain.id() + "?wait=20").body();
        assertThat(expired.path("status").asText()).isEqualTo("expired");
        assertThat(expired.path("origin").asText()).isEqualTo("timeout");
        assertThat(expired.path("reason").isNull()).isTrue();
        JsonNode resolved =
                api.get("/v1/interactions/" + resolving.id() + "?wait=20").body();
        assertThat(resolved.path("status").asText()).isEqualTo("resolved");
        assertThat(resolved.path("origin").asText()).isEqualTo("timeout");
    }

    @Test
    void anAskerThatIsLostLosesItsQuestion() {
        Answer asked =
                api.post("/v1/interactions?wait=1", "{\"type\":\"a\",\"sessionId\":\"s-lease\",\"lease\":\"PT0S\"}");
        assertThat(asked.status()).isEqualTo(202);
        JsonNode lost = Awaitility.await()
                .until(
                        () -> api.get("/v1/interactions/" + asked.id()).body(),
                        body -> !body.path("status").asText().equals("pending"));
        assertThat(lost.path("status").asText()).isEqualTo("cancelled");
        assertThat(lost.path("origin").asText()).isEqualTo("asker-lost");
    }

    @Test
    void listsPageWithoutSkippingOrRepeating() {
        String session = Api.session();
        var asked = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            asked.add(api.ask(session, "").id());
        }
        assertThat(api.idsInPages("limit=3&sessionId=" + session)).containsExactlyElementsOf(asked);
        api.resolve(asked.getFirst(), "1");
        assertThat(api.get("/v1/interactions?status=resolved&origin=responder&order=newest&sessionId=" + session)
                        .body()
                        .path("items"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=501",
                "limit=x",
                "status=gone",
                "origin=me",
                "type=A",
                "sessionId=",
                "order=up",
                "cursor=x",
                "cursor=T0xERVNUIDE&order=newest",
                "from=today",
                "unknown=1"
            })
    void aFilterThatIsNoneIsRefused(String query) {
        assertThat(api.get("/v1/interactions?" + query).status()).isEqualTo(400);
    }

    static List<String> samples() {
        return List.of("permission", "plan-approval", "ask-user");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aWellKnownTypeHasItsSchema(String type) {
        Answer asked = api.post("/v1/interactions", "{\"type\":\"" + type + "\",\"sessionId\":\"s-known\"}");
        assertThat(asked.body().path("responseSchema").path("required")).hasSize(1);
        assertThat(api.resolve(asked.id(), "{}").status()).isEqualTo(422);
        api.delete("/v1/sessions/s-known");
    }

    @Test
    void racesOverHttpHaveOneWinner() {
        for (int iteration = 0; iteration < 15; iteration++) {
            Answer asked = api.ask();
            String path = "/v1/interactions/" + asked.id();
            var waiter = api.getLater(path + "?wait=30");
            List<CompletableFuture<Answer>> racing = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                racing.add(
                        switch (i % 3) {
                            case 0 -> api.postLater(path + "/resolve", "{\"response\":" + i + "}");
                            case 1 -> api.postLater(path + "/reject", "{\"reason\":\"" + i + "\"}");
                            default -> api.postLater(path + "/cancel", "{}");
                        });
            }
            var outcomes = new HashSet<JsonNode>();
            int won = 0;
            for (var attempt : racing) {
                Answer answer = attempt.join();
                won += answer.status() == 200 ? 1 : 0;
                outcomes.add(
                        answer.status() == 200 ? answer.body() : answer.body().path("interaction"));
            }
            outcomes.add(waiter.join().body());
            assertThat(won).as("iteration %d", iteration).isEqualTo(1);
            assertThat(outcomes).as("iteration %d", iteration).hasSize(1);
        }
    }
}
