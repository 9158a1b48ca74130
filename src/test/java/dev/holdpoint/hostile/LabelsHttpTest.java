package dev.holdpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Wire;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What callers make up does not grow the metrics. */
@QuarkusTest
class LabelsHttpTest {

    @TestHTTPResource
    URI base;

    @Test
    void madeUpMethodsAndPathsHaveOneLabel() throws IOException {
        var api = new Api(base);
        String id = api.ask().id();
        api.get("/v1/interactions/" + id);
        callMadeUp("warm");
        metrics(api);
        long before = lines(api);
        for (int i = 0; i < 150; i++) {
            callMadeUp("m" + i);
        }
        api.get("/v1/interactions/" + api.ask().id());
        assertThat(lines(api)).isEqualTo(before);
        assertThat(metrics(api))
                .contains(
                        "http_server_requests_seconds_count{method=\"GET\",status=\"200\",uri=\"/v1/interactions/{id}\"",
                        "http_server_requests_seconds_count{method=\"other\",status=\"501\",uri=\"other\"",
                        "http_server_requests_seconds_count{method=\"GET\",status=\"404\",uri=\"other\"",
                        "http_server_requests_seconds_count{method=\"GET\",status=\"421\",uri=\"other\"")
                .doesNotContain("m149");
    }

    private void callMadeUp(String name) throws IOException {
        call("MADE" + name.toUpperCase(java.util.Locale.ROOT) + " /v1/interactions", "localhost");
        call("GET /" + name, "localhost");
        call("GET /v1/" + name, "evil");
        call("DELETE /v1/interactions/" + name, "localhost");
        call("GET /v1/interactions/" + name, "localhost");
        call("GET /q/health/" + name, "localhost");
    }

    private void call(String line, String host) throws IOException {
        try (var wire = new Wire(base)) {
            wire.send(line + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .readAll();
        }
    }

    private static long lines(Api api) {
        return metrics(api)
                .lines()
                .filter(line -> line.startsWith("http_server"))
                .count();
    }

    private static String metrics(Api api) {
        return api.get("/q/metrics").text();
    }
}
