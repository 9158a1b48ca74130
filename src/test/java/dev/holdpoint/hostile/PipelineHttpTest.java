package dev.holdpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Wire;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Requests one behind the other on a connection that takes no answers: they are not answered into memory. */
@QuarkusTest
class PipelineHttpTest {

    private static final int REQUESTS = 200;
    private static final Pattern ANSWERED = Pattern.compile(
            "http_server_requests_seconds_count\\{method=\"GET\",status=\"200\",uri=\"/v1/interactions/\\{id}\"[^}]*} (\\S+)");

    @TestHTTPResource
    URI base;

    @Test
    void theNextIsAnsweredWhenTheOneBeforeWasTaken() throws IOException {
        var api = new Api(base);
        String id = api.ask(Api.session(), ",\"data\":\"" + "x".repeat(250_000) + "\"")
                .id();
        api.get("/v1/interactions/" + id);
        double before = answered(api);
        try (var wire = new Wire(base)) {
            String request = "GET /v1/interactions/" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            wire.send(request.repeat(REQUESTS - 1) + request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

            // Then: what the sockets hold is answered, some megabytes of the fifty
            double[] last = {-1};
            Awaitility.await().until(() -> last[0] == (last[0] = answered(api)) && last[0] > before);
            assertThat(answered(api) - before).isLessThan(REQUESTS / 2.0);

            // And: whoever reads gets all of it
            assertThat(wire.readAll().split("HTTP/1\\.1 200", -1)).hasSize(REQUESTS + 1);
        }
        assertThat(answered(api) - before).isEqualTo(REQUESTS);
    }

    private static double answered(Api api) {
        Matcher count = ANSWERED.matcher(api.get("/q/metrics").text());
        return count.find() ? Double.parseDouble(count.group(1)) : 0;
    }
}
