package dev.holdpoint.rest;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.testing.Wire;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is about HTTP itself: methods, headers, encodings, connections, and which of several errors is told. */
@QuarkusTest
class HeadersHttpTest extends HttpTest {

    private static final String ID = "019ab000-0000-7000-8000-000000000001";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/interactions|GET, HEAD, POST",
                "/v1/interactions/" + ID + "|GET, HEAD",
                "/v1/interactions/" + ID + "/resolve|POST",
                "/v1/interactions/" + ID + "/reject|POST",
                "/v1/interactions/" + ID + "/cancel|POST",
                "/v1/sessions/s|DELETE",
                "/v1/events|GET, HEAD",
                "/v1/export|GET, HEAD",
                "/v1/statistics|GET, HEAD",
                "/v1/statistics/timeline|GET, HEAD",
                "/q/health/live|GET, HEAD",
                "/q/metrics|GET, HEAD",
                "/q/openapi|GET, HEAD",
                "/|GET, HEAD"
            })
    void aMethodThatThePathHasNotIsToldWhichItHas(String path, String allowed) {
        List<String> methods = List.of(allowed.split(", "));
        String told =
                Stream.concat(methods.stream(), Stream.of("OPTIONS")).sorted().collect(joining(", "));
        Answer options = api.send(api.request(path).method("OPTIONS", BodyPublishers.noBody()));
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).isEqualTo(told);
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH")) {
            if (!methods.contains(method)) {
                Answer answer = api.send(api.request(path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString("{}")));
                assertThat(answer.status()).as("%s %s", method, path).isEqualTo(405);
                assertThat(answer.header("Allow")).as("%s %s", method, path).isEqualTo(told);
                if (!method.equals("HEAD")) {
                    assertThat(answer.slug()).as("%s %s", method, path).isEqualTo("method-not-allowed");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/interactions",
                "/v1/statistics",
                "/v1/statistics/timeline",
                "/v1/export?format=csv&sessionId=head",
                "/v1/export?format=jsonl&sessionId=head",
                "/v1/export",
                "/v1/interactions?limit=0",
                "/v1/nothing"
            })
    void headAnswersAsGetWithoutABody(String path) {
        Answer get = api.get(path);
        Answer head = api.send(api.request(path).HEAD());
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.text()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        assertThat(head.header("Cache-Control")).isEqualTo(get.header("Cache-Control"));
    }

    @Test
    void aBodyThatIsTooLargeEndsItsConnection() throws IOException {
        String large = "{\"data\":\"" + "x".repeat(300_000) + "\",\"type\":\"a\",\"sessionId\":\"s\"}";
        assertIsRefusedAndClosed(
                "Content-Length: " + large.length() + "\r\n\r\n" + large, "urn:holdpoint:problem:too-large\",");
    }

    @Test
    void aBodyBeyondAllBoundsIsRefusedBeforeItIsSentAndEndsItsConnection() throws IOException {
        assertIsRefusedAndClosed("Content-Length: " + ((4 << 20) + 1) + "\r\n\r\n{", "\"pointer\":\"\"");
        assertIsRefusedAndClosed("Content-Length: 999999999999999\r\n\r\n{", "\"pointer\":\"\"");
    }

    @Test
    void aBodyOfUnknownLengthBeyondAllBoundsIsRefusedAndEndsItsConnection() throws IOException {
        String piece = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        assertIsRefusedAndClosed("Transfer-Encoding: chunked\r\n\r\n" + piece.repeat(65), "\"pointer\":\"\"");
    }

    /** The connection is read to its end: a server that kept it open would keep this waiting. */
    private void assertIsRefusedAndClosed(String rest, String told) throws IOException {
        try (var wire = new Wire(base)) {
            String answer = wire.send(
                            "POST /v1/interactions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + rest)
                    .readAll();
            assertThat(answer).startsWith("HTTP/1.1 413").contains(told);
            assertThat(answer.toLowerCase(Locale.ROOT)).contains("\r\nconnection: close\r\n");
        }
    }

    @Test
    void anyOtherRefusalKeepsItsConnection() throws IOException {
        String refused = "GET /v1/interactions?limit=0 HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (var wire = new Wire(base)) {
            assertThat(wire.send(refused).readUntil("invalid-request")).startsWith("HTTP/1.1 400");
            assertThat(wire.send(refused).readUntil("HTTP/1.1 400")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|true",
                "br, GZIP;q=0.5|true",
                "*|true",
                "gzip;q=0|false",
                "gzip; q=0.0, *|false",
                "identity|false",
                "identity, gzip;q=0.5|false",
                "|false"
            })
    void aBundleIsCompressedForWhoAcceptsIt(String accepted, boolean isCompressed) {
        var script = Pattern.compile("src=\"([^\"]+)\"").matcher(api.get("/").text());
        assertThat(script.find()).isTrue();
        Answer bundle =
                accepted == null ? api.get(script.group(1)) : api.get(script.group(1), "Accept-Encoding", accepted);
        assertThat(bundle.status()).isEqualTo(200);
        assertThat(bundle.header("Content-Encoding")).isEqualTo(isCompressed ? "gzip" : "");
        assertThat(bundle.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(bundle.header("Content-Type")).startsWith("text/javascript");
    }

    @Test
    void anyTagAtAllIsTheOneThatStands() {
        String path = "/v1/interactions/" + api.ask().id();
        for (String tags : List.of("*", "W/\"pending\"", "\"a,b\", \"pending\"")) {
            Answer answer = api.get(path, "If-None-Match", tags);
            assertThat(answer.status()).as(tags).isEqualTo(304);
            assertThat(answer.header("ETag")).isEqualTo("\"pending\"");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
            assertThat(answer.text()).isEmpty();
        }
        assertThat(api.get(path, "If-None-Match", "\"a,*\"").status()).isEqualTo(200);
    }

    @Test
    void aWaitIsLoweredToTheMostAndTold() {
        String id = api.ask().id();
        api.resolve(id, "1");
        assertThat(api.get("/v1/interactions/" + id + "?wait=3000").header("Preference-Applied"))
                .isEqualTo("wait=300");
        assertThat(api.get("/v1/interactions/" + id, "Prefer", "wait=3000").header("Preference-Applied"))
                .isEqualTo("wait=300");
        String padded = "foo=\"" + "x".repeat(12_000) + "\", wait=2";
        assertThat(api.get("/v1/interactions/" + id, "Prefer", padded).header("Preference-Applied"))
                .isEqualTo("wait=2");
    }

    @Test
    void aPlusInAQueryIsASpaceAndStillAPlus() throws IOException {
        String session = Api.session();
        String asked = api.ask(session, "").body().path("requestedAt").asText();
        String local =
                Instant.parse(asked).atOffset(ZoneOffset.ofHours(1)).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        assertThat(local).endsWith("+01:00");
        try (var wire = new Wire(base)) {
            String answer = wire.send("GET /v1/interactions?sessionId=" + session + "&from=" + local
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .readAll();
            assertThat(answer).startsWith("HTTP/1.1 200").contains(session);
        }
        assertThat(api.get("/v1/statistics/timeline?from=2026-01-01T00:00:00+01:00&to=2026-01-01T00:00:00Z")
                        .body()
                        .path("buckets"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/interactions?from=-999999999-01-01T00:00:00Z",
                "/v1/statistics/timeline?to=%2B999999999-01-01T00:00:00Z"
            })
    void aTimeThatNoClockTellsIsRefused(String path) {
        assertThat(api.get(path).slug()).isEqualTo("invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resolve", "reject", "cancel"})
    void wordsThatNoStoreCanKeepAreRefused(String verb) {
        String path = "/v1/interactions/" + api.ask().id();
        String response = verb.equals("resolve") ? "\"response\":1," : "";
        Answer answer = api.post(path + "/" + verb, "{" + response + "\"reason\":\"a\\u0000\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").findValuesAsText("pointer")).containsExactly("/reason");
        assertThat(api.get(path).body().path("status").asText()).isEqualTo("pending");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsToldAllTheSame() {
        Answer answer = api.ask(Api.session(), ",\"data\":{\"\\ud800\":1}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).containsIgnoringCase("\"pointer\":\"/data/\\ud800\"");
    }

    @Test
    void aKeyThatStandsThereTwiceIsRefused() {
        Answer answer = api.post(
                "/v1/interactions",
                "{\"type\":\"a\",\"sessionId\":\"s\"}",
                "Idempotency-Key",
                "a",
                "Idempotency-Key",
                "b");
        assertThat(answer.slug()).isEqualTo("invalid-request");
    }

    @Test
    void aReusedKeyIsToldBeforeASchemaThatIsNoneAndAfterWhatIsWrongWithTheBody() {
        // Given
        String key = '"' + UUID.randomUUID().toString() + "\\\"\\\\" + '"';
        String session = Api.session();
        String body = "{\"type\":\"plan-approval\",\"sessionId\":\"" + session + "\"%s}";
        Answer first = api.post("/v1/interactions", body.formatted(""), "Idempotency-Key", key);
        assertThat(first.status()).isEqualTo(201);

        // When, Then: only the key's reuse is wrong, or also the schema
        assertThat(slug(body, ",\"data\":1", key)).isEqualTo("idempotency-key-reused");
        assertThat(slug(body, ",\"responseSchema\":{\"type\":7}", key)).isEqualTo("idempotency-key-reused");

        // Then: the body is wrong too
        assertThat(slug(body, ",\"unknown\":1", key)).isEqualTo("invalid-request");
        assertThat(slug(body, ",\"onExpiry\":{}", key)).isEqualTo("invalid-request");
        assertThat(slug(body, ",\"onExpiry\":{\"resolve\":{\"approved\":1}}", key))
                .isEqualTo("invalid-request");
        assertThat(slug(body, ",\"metadata\":{\"m\":\"" + "x".repeat(16 << 10) + "\"}", key))
                .isEqualTo("too-large");

        // Then: with a key of its own the schema is told
        String other = '"' + UUID.randomUUID().toString() + '"';
        assertThat(slug(body, ",\"responseSchema\":{\"type\":7}", other)).isEqualTo("invalid-schema");
        assertThat(api.post("/v1/interactions", body.formatted(",\"data\":1"), "Idempotency-Key", other)
                        .status())
                .as("a refused ask keeps no key")
                .isEqualTo(201);
        api.delete("/v1/sessions/" + session);
    }

    @Test
    void sizesAreCountedInBytesOnTheWireToo() {
        String session = Api.session();
        String euros = "\u20ac".repeat(((16 << 10) - 8) / 3);
        int left = (16 << 10) - 8 - euros.getBytes(StandardCharsets.UTF_8).length;
        String fits = euros + "x".repeat(left);
        assertThat(api.ask(session, ",\"metadata\":{\"m\":\"" + fits + "\"}").status())
                .isEqualTo(201);
        Answer refused = api.ask(session, ",\"metadata\":{\"m\":\"" + fits + "x\"}");
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.body().path("pointer").asText()).isEqualTo("/metadata");
        api.delete("/v1/sessions/" + session);
    }

    private String slug(String body, String more, String key) {
        return api.post("/v1/interactions", body.formatted(more), "Idempotency-Key", key)
                .slug();
    }
}
