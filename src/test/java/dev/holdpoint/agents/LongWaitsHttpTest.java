package dev.holdpoint.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.McpStream;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hooks wait longer than a connection may stand idle, which here is a second. */
@QuarkusTest
@TestProfile(LongWaitsHttpTest.Impatient.class)
class LongWaitsHttpTest {

    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.idle-timeout", "1S", "holdpoint.limits.waits", "1");
        }
    }

    @TestHTTPResource
    URI base;

    @Test
    void aHookIsNotCutOffAndItsConnectionStandsIdleNoLongerThanOthersAfterwards() throws IOException {
        // Given
        String body = "{\"hook_event_name\":\"BeforeTool\",\"session_id\":\"" + Api.session()
                + "\",\"tool_name\":\"a\",\"tool_input\":{}}";

        // When
        String told = answer("/v1/agents/gemini/hook?wait=3", body);

        // Then
        assertThat(told).startsWith("HTTP/1.1 200").contains("Nobody answered within 3 s");
    }

    @Test
    void norIsACallOverMcpThatStreamsNot() throws IOException {
        String body = McpStream.call("1", "ask_human", "{\"question\":\"Why?\",\"wait\":3}");

        assertThat(answer("/mcp", body)).startsWith("HTTP/1.1 200").contains("pending");
    }

    /** Where nothing is awaited a connection stands idle no longer than others: what is refused keeps none open. */
    @Test
    void aHookThatMayNotWaitLeavesItsConnectionAsItWas() throws IOException {
        // Given
        String session = Api.session();
        String body = "{\"hook_event_name\":\"BeforeTool\",\"session_id\":\"" + session
                + "\",\"tool_name\":\"a\",\"tool_input\":{}}";
        var api = new Api(base);
        var held = api.postLater("/v1/agents/gemini/hook?wait=60", body);
        String id = api.pendingIn(session);

        // When
        String told = answer("/v1/agents/gemini/hook?wait=60", body);

        // Then
        assertThat(told).startsWith("HTTP/1.1 429");
        api.resolve(id, "{\"behavior\":\"deny\"}");
        assertThat(held.join().status()).isEqualTo(200);
    }

    /** All that comes on a connection until it is closed for standing idle. */
    private String answer(String path, String body) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Accept: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                    + body)
                            .getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
