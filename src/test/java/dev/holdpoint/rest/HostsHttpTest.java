package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Wire;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call: names the service goes by, pages of other origins, and limits that were configured. */
@QuarkusTest
@TestProfile(HostsHttpTest.Configured.class)
class HostsHttpTest extends HttpTest {

    private static final String CONSOLE = "https://console.example";

    public static final class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "holdpoint.http.allowed-hosts", "holdpoint.example,broker",
                    "holdpoint.limits.pending-per-session", "2",
                    "holdpoint.timeout.default", "PT2H",
                    "quarkus.http.cors.enabled", "true",
                    "quarkus.http.cors.origins", CONSOLE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:80", "[::1]", "HOLDPOINT.example:8443", "broker", "127.9.9.9"})
    void aHostThatIsLoopbackOrAllowedIsServed(String host) throws IOException {
        assertThat(get("/v1/interactions", host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rebound.example", "holdpoint.example.evil", "localhost.evil", "10.0.0.1", "evil:80", "127.evil"
            })
    void anyOtherHostIsRefusedButForProbesAndScrapers(String host) throws IOException {
        String refused = get("/v1/interactions", host);
        assertThat(refused).startsWith("HTTP/1.1 421").contains("urn:holdpoint:problem:unknown-host");
        assertThat(get("/v1/events", host)).startsWith("HTTP/1.1 421");
        assertThat(get("/q/openapi", host)).startsWith("HTTP/1.1 421");
        assertThat(get("/q/health/../../v1/interactions", host)).startsWith("HTTP/1.1 421");
        assertThat(get("/q/health/%2e%2e/%2e%2e/v1/interactions", host)).startsWith("HTTP/1.1 421");
        assertThat(get("/q/healthy", host)).startsWith("HTTP/1.1 421");
        assertThat(get("/q/metrics", host)).startsWith("HTTP/1.1 200");
        assertThat(get("/q/health/ready", host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host:\r\n", "Host: a b\r\n"})
    void aHostThatIsNoneIsRefused(String header) throws IOException {
        try (var wire = new Wire(base)) {
            String answer = wire.send("GET /v1/interactions HTTP/1.1\r\n" + header + "Connection: close\r\n\r\n")
                    .readAll();
            assertThat(answer).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
        }
    }

    @Test
    void onlyAConfiguredOriginMayReadAcrossOrigins() {
        var allowed = api.get("/v1/interactions", "Origin", CONSOLE);
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo(CONSOLE);
        var other = api.get("/v1/interactions", "Origin", "https://evil.example");
        assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
        var preflight = api.send(api.request("/v1/interactions")
                .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody())
                .headers(
                        "Origin",
                        CONSOLE,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "content-type,idempotency-key"));
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(CONSOLE);
    }

    @Test
    void limitsAndDefaultsAreConfigured() {
        String session = Api.session();
        var asked = api.ask(session, "").body();
        var timeout = java.time.Duration.between(
                java.time.Instant.parse(asked.path("requestedAt").asText()),
                java.time.Instant.parse(asked.path("expiresAt").asText()));
        assertThat(timeout).hasHours(2);
        api.ask(session, "");
        assertThat(api.ask(session, "").slug()).isEqualTo("too-many-pending");
    }

    private String get(String path, String host) throws IOException {
        try (var wire = new Wire(base)) {
            String accept = path.equals("/v1/events") ? "Accept: text/event-stream\r\n" : "";
            return wire.send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + accept
                            + "Connection: close\r\n\r\n")
                    .readAll();
        }
    }
}
