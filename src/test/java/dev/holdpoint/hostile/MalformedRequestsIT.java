package dev.holdpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Wire;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes over a connection is answered with a problem, in its turn. */
@QuarkusIntegrationTest
class MalformedRequestsIT {

    private static final String HOST = "Host: localhost\r\n";
    private static final String JSON = HOST + "Content-Type: application/json\r\n";

    @TestHTTPResource
    URI base;

    private Api api;

    @BeforeEach
    void connect() {
        api = new Api(base);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GARBAGE|400|invalid-request",
                "GET /v1/interactions HTTP/1.1|400|invalid-request",
                "GET /v1/interactions HTTP/1.1~Host: a~Host: b|400|invalid-request",
                "GET /v1/interactions/%zz HTTP/1.1~Host: localhost|400|invalid-request",
                "GET /v1/interactions/%ff HTTP/1.1~Host: localhost|400|invalid-request",
                "GET /v1/interactions?type=%zz HTTP/1.1~Host: localhost|400|invalid-request",
                "GET v1 HTTP/1.1~Host: localhost|400|invalid-request",
                "GET * HTTP/1.1~Host: localhost|400|invalid-request",
                "CONNECT localhost:80 HTTP/1.1~Host: localhost|501|method-not-allowed",
                "POST /v1/interactions HTTP/1.1~Host: localhost~Content-Length: x|400|invalid-request",
                "POST /v1/interactions HTTP/1.1~Host: localhost~Content-Length: -1|400|invalid-request",
                "POST /v1/interactions HTTP/1.1~Host: localhost~Content-Length: 2~Transfer-Encoding: chunked|400|invalid-request",
                "POST /v1/interactions HTTP/1.1~Host: localhost~Transfer-Encoding: chunked, xchunked|400|invalid-request"
            })
    void whatIsNoRequestIsAProblemAndEndsItsConnection(String head, int status, String slug) throws IOException {
        assertRefused(head.replace("~", "\r\n") + "\r\n\r\n", status, slug);
    }

    @Test
    void whatIsTooLongIsAProblem() throws IOException {
        assertRefused("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n", 414, "too-large");
        assertRefused("GET / HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(20_000) + "\r\n\r\n", 431, "too-large");
    }

    @Test
    void aBodyThatBreaksOffIsAProblem() throws IOException {
        assertRefused(
                "POST /v1/interactions HTTP/1.1\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
                400,
                "invalid-request");
        assertRefused(
                "POST /v1/interactions HTTP/1.1\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nzz\r\n",
                400,
                "invalid-request");
    }

    @Test
    void whatIsNoRequestIsAnsweredBehindThoseBeforeIt() throws IOException {
        String good = "GET /v1/interactions HTTP/1.1\r\n" + HOST + "\r\n";
        try (var wire = new Wire(base)) {
            String answers = wire.send(good + good + "GARBAGE\r\n\r\n" + good).readAll();
            assertThat(answers.split("HTTP/1\\.1 ", -1))
                    .satisfiesExactly(
                            nothing -> assertThat(nothing).isEmpty(),
                            first -> assertThat(first).startsWith("200"),
                            second -> assertThat(second).startsWith("200"),
                            third -> assertThat(third).startsWith("400"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FOO", "GETT", "PROPFIND", "get", "X-1"})
    void aMethodThatHttpDoesNotKnowIsToldBeforeAnythingElse(String method) throws IOException {
        for (String host : new String[] {"localhost", "evil"}) {
            try (var wire = new Wire(base)) {
                String answer = wire.send(
                                method + " /nothing HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                        .readAll();
                assertThat(answer).startsWith("HTTP/1.1 501").contains("urn:holdpoint:problem:method-not-allowed");
            }
        }
    }

    @Test
    void theServerAsAWholeHasMethods() throws IOException {
        try (var wire = new Wire(base)) {
            String answer = wire.send("OPTIONS * HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n")
                    .readAll();
            assertThat(answer).startsWith("HTTP/1.1 204").contains("GET, HEAD, OPTIONS");
        }
        var nothing = api.send(api.request("/nothing").method("OPTIONS", BodyPublishers.noBody()));
        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.slug()).isEqualTo("not-found");
    }

    @Test
    void aSegmentOfAPathIsTheWholeSessionId() {
        String victim = Api.session();
        api.ask(victim, "");
        assertThat(api.delete("/v1/sessions/" + victim + ";x=1")
                        .body()
                        .path("cancelled")
                        .asInt())
                .isZero();
        assertThat(api.delete("/v1/sessions/" + victim + "%3Bx=1")
                        .body()
                        .path("sessionId")
                        .asText())
                .isEqualTo(victim + ";x=1");
        assertThat(api.get("/v1/interactions;x=1").status()).isEqualTo(404);
        assertThat(api.get("/v1/interactions?sessionId=" + victim).body().path("items"))
                .hasSize(1);
    }

    @Test
    void aBodyIsTakenAsItIs() {
        var refused = api.post("/v1/interactions", "{}", "Content-Encoding", "gzip");
        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.slug()).isEqualTo("unsupported-media-type");
        assertThat(refused.header("Accept-Encoding")).isEqualTo("identity");
        String body = "{\"type\":\"a\",\"sessionId\":\"" + Api.session() + "\"}";
        assertThat(api.post("/v1/interactions", body, "Content-Encoding", "identity")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/interactions|application/json;q=0",
                "/v1/statistics|*/*;q=0",
                "/v1/events|text/event-stream;q=0, */*"
            })
    void aWeightOfZeroIsHeeded(String path, String accept) {
        assertThat(api.get(path, "Accept", accept).slug()).isEqualTo("not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/interactions",
                "/v1/statistics",
                "/v1/statistics/timeline",
                "/v1/events",
                "/q/health/live",
                "/q/metrics",
                "/q/openapi"
            })
    void headWorksWhereverGetDoes(String path) {
        var answer = api.send(api.request(path).HEAD());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
    }

    private void assertRefused(String request, int status, String slug) throws IOException {
        try (var wire = new Wire(base)) {
            String answer = wire.send(request).readAll();
            assertThat(answer)
                    .startsWith("HTTP/1.1 " + status + " ")
                    .contains("application/problem+json", "urn:holdpoint:problem:" + slug + "\"");
            assertThat(answer.toLowerCase(Locale.ROOT)).contains("connection: close");
        }
    }
}
