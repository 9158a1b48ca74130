package dev.holdpoint.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.Broker;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.McpStream;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What agents notice of a service that stops: nothing. It has an application of its own, which is of no use afterwards. */
@QuarkusTest
@TestProfile(McpShutDownHttpTest.Alone.class)
class McpShutDownHttpTest {

    private static final String HOOK =
            "{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"s\"," + "\"tool_name\":\"Bash\",\"tool_input\":{}}";

    public static final class Alone implements QuarkusTestProfile {}

    @TestHTTPResource
    URI base;

    @Inject
    Broker broker;

    @Test
    void aStreamEndsWithWhenToComeBackAndItsQuestionStays() {
        // Given
        var api = new Api(base);
        String session = Api.session();
        String ofPlain = Api.session();
        try (var stream = McpStream.post(
                        base, McpStream.call("1", "ask_human", "{\"question\":\"Why?\"}"), "Mcp-Session-Id", session);
                var hook = McpStream.post(
                        base,
                        McpStream.call("2", "approve", "{\"tool_name\":\"Bash\",\"input\":{}}"),
                        "Mcp-Session-Id",
                        Api.session())) {
            String cursor = stream.cursor();
            hook.cursor();
            var byHttp = api.postLater("/v1/agents/claude-code/hook?wait=600", HOOK);
            var plain = api.postLater(
                    "/mcp",
                    McpStream.call("4", "approve", "{\"tool_name\":\"Bash\",\"input\":{}}"),
                    "Accept",
                    "application/json",
                    "Mcp-Session-Id",
                    ofPlain);
            Awaitility.await().until(() -> broker.waiters() == 4);

            // When
            broker.shutDown();

            // Then
            Awaitility.await().until(() -> stream.isEnded() && hook.isEnded());
            assertThat(stream.hasResult()).isFalse();
            assertThat(hook.hasResult())
                    .as("nothing is told that is not decided")
                    .isFalse();
            assertThat(stream.lines()).endsWith("retry: 15000", "");
            assertThat(stream.lines().stream().filter("retry: 15000"::equals)).hasSize(2);
            try (var again = McpStream.resume(base, cursor)) {
                assertThat(again.cursor()).isEqualTo(cursor);
                Awaitility.await().until(again::isEnded);
                assertThat(again.response().statusCode()).isEqualTo(200);
                assertThat(again.hasResult()).isFalse();
            }
            String id = api.pendingIn(session);
            api.resolve(id, "{\"answers\":{\"Why?\":\"because\"}}");
            try (var late = McpStream.resume(base, cursor)) {
                assertThat(late.result().at("/result/structuredContent/answer").asText())
                        .isEqualTo("because");
            }
            assertThat(byHttp.join().status())
                    .as("by HTTP an error blocks, and the command comes back")
                    .isEqualTo(503);
            assertThat(plain.join().text())
                    .as("without a stream there is nothing to come back to")
                    .contains("behavior", "deny", "Nobody answered")
                    .doesNotContain("come back");
            assertThat(api.get("/v1/interactions?status=cancelled&sessionId=" + ofPlain)
                            .body()
                            .at("/items/0/origin")
                            .asText())
                    .as("nobody can allow any more what was told to be refused")
                    .isEqualTo("asker-lost");
            assertThat(tool(api, "hook", HOOK))
                    .as("an error would let the call pass")
                    .contains("permissionDecision", "deny", "shutting down");
            assertThat(tool(api, "approve", "{\"tool_name\":\"Bash\",\"input\":{}}"))
                    .contains("behavior", "deny", "shutting down");
            assertThat(tool(api, "ask_human", "{\"question\":\"Why?\"}"))
                    .as("a model is told of no answer")
                    .contains("urn:holdpoint:problem:shutting-down")
                    .doesNotContain("result");
        }
    }

    private static String tool(Api api, String tool, String arguments) {
        return api.post("/mcp", McpStream.call("3", tool, arguments), "Accept", "application/json, text/event-stream")
                .text();
    }
}
