package dev.holdpoint.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.testing.HeldHttpTest;
import dev.holdpoint.testing.McpStream;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The protocol, message by message, and calls that are held, broken off, come back to, called off. */
@QuarkusTest
class McpHttpTest extends HeldHttpTest {

    private static final String BOTH = "application/json, text/event-stream";
    private static final String QUESTION = "{\"question\":\"Deploy?\",\"options\":[{\"label\":\"yes\"}]}";
    private static final String YES = "{\"answers\":{\"Deploy?\":\"yes\"}}";

    @ParameterizedTest
    @CsvSource({"2025-06-18,2025-06-18", "2025-11-25,2025-11-25", "2024-11-05,2025-11-25", "2030-01-01,2025-11-25"})
    void aVersionIsAgreedOn(String wanted, String agreed) {
        // When
        Answer answer =
                send("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"initialize\",\"params\":{\"protocolVersion\":\""
                        + wanted + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"}}}");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("id").asText()).isEqualTo("a");
        assertThat(answer.body().at("/result/protocolVersion").asText()).isEqualTo(agreed);
        assertThat(answer.body().at("/result/serverInfo/name").asText()).isEqualTo("holdpoint");
        assertThat(answer.body().at("/result/serverInfo/version").asText()).isNotBlank();
        assertThat(answer.body().at("/result/capabilities/tools").isObject()).isTrue();
        assertThat(UUID.fromString(answer.header("Mcp-Session-Id"))).isNotNull();
    }

    @Test
    void anotherSessionIsGivenToEachClient() {
        String initialize =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}";

        assertThat(send(initialize).header("Mcp-Session-Id"))
                .isNotEqualTo(send(initialize).header("Mcp-Session-Id"));
    }

    @Test
    void whatIsThereIsTold() {
        assertThat(send("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"ping\"}").text())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{}}");
        assertThat(send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{}}")
                        .body()
                        .at("/result/tools"))
                .hasSize(5);
        assertThat(send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                        .status())
                .isEqualTo(202);
        assertThat(send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/whatever\",\"params\":{}}")
                        .status())
                .isEqualTo(202);
        assertThat(send("{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{}}").status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|400|-32700",
                "nonsense|400|-32700",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]|400|-32600",
                "{}|400|-32600",
                "{\"id\":1,\"method\":\"ping\"}|400|-32600",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}|400|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}|400|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}|400|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}|400|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"}|400|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1}|400|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}|400|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}|200|-32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/list\"}|200|-32601",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\"}|404|-32601",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}|200|-32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}|200|-32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"rm\"}}|200|-32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"check\",\"arguments\":[]}}|200|-32602"
            })
    void whatIsWrongIsToldAsTheProtocolHasIt(String message, int status, int code) {
        // When
        Answer answer = send(message);

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("jsonrpc").asText()).isEqualTo("2.0");
        assertThat(answer.body().has("id")).isTrue();
        assertThat(answer.body().at("/error/code").asInt()).isEqualTo(code);
        assertThat(answer.body().at("/error/message").asText()).isNotBlank();
    }

    @Test
    void whatHttpHasNoPlaceForIsRefused() {
        String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
        assertThat(api.get("/mcp", "Accept", "text/event-stream").status()).isEqualTo(405);
        assertThat(api.delete("/mcp", "Mcp-Session-Id", session).status()).isEqualTo(405);
        assertThat(api.post("/mcp", ping, "Accept", "text/html").status()).isEqualTo(406);
        assertThat(api.send(api.request("/mcp").POST(BodyPublishers.ofString(ping)))
                        .status())
                .isEqualTo(415);
        assertThat(send(ping, "Origin", "https://evil.example").slug()).isEqualTo("cross-site");
        assertThat(api.get("/mcp", "Accept", "text/event-stream", "Origin", "https://evil.example")
                        .slug())
                .isEqualTo("cross-site");
        assertThat(send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"x\":\"" + "x".repeat(1 << 20)
                                + "\"}}")
                        .status())
                .isEqualTo(413);
        assertThat(send(ping, "MCP-Protocol-Version", "1999-01-01").status()).isEqualTo(400);
        assertThat(send(ping, "MCP-Protocol-Version", "2025-06-18").status()).isEqualTo(200);
        assertThat(send(ping, "MCP-Protocol-Version", "2025-03-26").status()).isEqualTo(200);
        assertThat(api.get("/.well-known/oauth-protected-resource/mcp").status())
                .as("there is no provider")
                .isEqualTo(404);
    }

    @Test
    void aCallStreamsUntilAPersonAnswers() {
        try (var stream = call("7", "ask_human", QUESTION)) {
            // Given
            String cursor = stream.cursor();
            String id = api.pendingIn(session);

            // When
            api.resolve(id, YES);

            // Then
            JsonNode told = stream.result();
            assertThat(told.path("id").asInt()).isEqualTo(7);
            assertThat(told.at("/result/structuredContent/answer").asText()).isEqualTo("yes");
            assertThat(told.at("/result/structuredContent/id").asText()).isEqualTo(id);
            assertThat(Api.tree(told.at("/result/content/0/text").asText()))
                    .isEqualTo(told.at("/result/structuredContent"));
            assertThat(stream.response().headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(stream.lines().subList(0, 4)).containsExactly("id: " + cursor, "retry: 15000", "data: ", "");
            Awaitility.await().until(stream::isEnded);
        }
    }

    @Test
    void whatStreamsNotIsAnsweredWhenItSettles() {
        // Given
        var later = api.postLater(
                "/mcp",
                McpStream.call("\"x\"", "ask_human", QUESTION),
                "Accept",
                "application/json",
                "Mcp-Session-Id",
                session);

        // When
        api.resolve(api.pendingIn(session), YES);

        // Then
        Answer answer = later.join();
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body().path("id").asText()).isEqualTo("x");
        assertThat(answer.body().at("/result/structuredContent/answer").asText())
                .isEqualTo("yes");
    }

    @Test
    void aBrokenStreamIsComeBackToBeforeAndAfterTheAnswer() {
        // Given
        String cursor;
        try (var broken = call("7", "ask_human", QUESTION)) {
            cursor = broken.cursor();
        }
        String id = api.pendingIn(session);
        awaitWaiters(0);

        // When
        try (var before = McpStream.resume(base, cursor)) {
            before.cursor();
            awaitWaiters(1);
            api.resolve(id, YES);

            // Then
            assertThat(before.result().at("/result/structuredContent/answer").asText())
                    .isEqualTo("yes");
            assertThat(before.result().path("id").asInt()).isEqualTo(7);
        }
        try (var after = McpStream.resume(base, cursor)) {
            assertThat(after.result().at("/result/structuredContent/answer").asText())
                    .isEqualTo("yes");
        }
    }

    @Test
    void aCursorThatIsNoneGetsNothing() {
        String none = Cursor.of(
                        InteractionId.parse("019ab000-0000-7000-8000-000000000001")
                                .orElseThrow(),
                        new Json("1"),
                        Optional.empty())
                .encoded();
        for (String cursor : new String[] {"nonsense", "1", none, "e30", none.substring(1)}) {
            Answer answer = api.get("/mcp", "Accept", "text/event-stream", "Last-Event-ID", cursor);

            assertThat(answer.status()).as(cursor).isEqualTo(404);
            assertThat(answer.body().at("/error/code").asInt()).isEqualTo(-32602);
        }
    }

    @Test
    void aCallThatIsCalledOffIsSettled() {
        try (var stream = call("\"c-1\"", "request_approval", "{\"action\":\"Deploy\"}")) {
            // Given
            stream.cursor();
            String id = api.pendingIn(session);
            String off = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":";
            Answer other = send(off + "\"c-2\"}}", "Mcp-Session-Id", session);
            Answer elsewhere = send(off + "\"c-1\"}}", "Mcp-Session-Id", Api.session());
            String meanwhile = statusOf(id);

            // When
            Answer cancelled = send(off + "\"c-1\"}}", "Mcp-Session-Id", session);

            // Then
            assertThat(other.status()).isEqualTo(202);
            assertThat(elsewhere.status()).isEqualTo(202);
            assertThat(meanwhile).isEqualTo("pending");
            assertThat(cancelled.status()).isEqualTo(202);
            assertThat(originOf(id)).isEqualTo("asker-lost");
            assertThat(stream.result().at("/result/structuredContent/approved").isNull())
                    .isTrue();
        }
    }

    /** A token that is limited to one session has all its clients share it, and each counts its calls from one. */
    @Test
    void whereTwoCallsAreKnownByOneIdNeitherIsCalledOff() {
        try (var mine = call("1", "request_approval", "{\"action\":\"mine\"}");
                var other = call("1", "request_approval", "{\"action\":\"another client's\"}")) {
            // Given
            mine.cursor();
            other.cursor();
            String off = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}";

            // When
            send(off, "Mcp-Session-Id", session);
            JsonNode pending = api.get("/v1/interactions?status=pending&sessionId=" + session)
                    .body()
                    .path("items");

            // Then
            assertThat(pending).hasSize(2);
            api.resolve(pending.get(0).path("id").asText(), "{\"behavior\":\"allow\"}");
            send(off, "Mcp-Session-Id", session);
            assertThat(statusOf(pending.get(1).path("id").asText())).isEqualTo("cancelled");
        }
    }

    /** A page of a list ends at 4 MiB. */
    @Test
    void aCallIsCalledOffHoweverMuchWasAskedAfterIt() {
        try (var stream = call("\"first\"", "request_approval", "{\"action\":\"Deploy\"}")) {
            // Given
            stream.cursor();
            String id = api.pendingIn(session);
            String large =
                    "{\"type\":\"x\",\"sessionId\":\"" + session + "\",\"data\":\"" + "x".repeat(250_000) + "\"}";
            for (int i = 0; i < 18; i++) {
                assertThat(api.post("/v1/interactions", large).status()).isEqualTo(201);
            }

            // When
            send(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"first\"}}",
                    "Mcp-Session-Id",
                    session);

            // Then
            assertThat(statusOf(id)).isEqualTo("cancelled");
        } finally {
            api.delete("/v1/sessions/" + session);
        }
    }

    @Test
    void aHooksCallIsCalledOffThoughItIsOfTheHooksSession() {
        String arguments = "{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"" + session
                + "\",\"tool_name\":\"Bash\",\"tool_use_id\":\"t\",\"tool_input\":\"{}\"}";
        String client = Api.session();
        try (var stream = McpStream.post(base, McpStream.call("1", "hook", arguments), "Mcp-Session-Id", client)) {
            // Given
            stream.cursor();
            String id = api.pendingIn(session);

            // When
            send(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
                    "Mcp-Session-Id",
                    client);

            // Then
            assertThat(statusOf(id)).isEqualTo("cancelled");
            assertThat(stream.result().at("/result/content/0/text").asText()).contains("\"deny\"");
            assertThat(stream.result().at("/result/structuredContent").isMissingNode())
                    .isTrue();
        }
    }

    @Test
    void aQuestionIsLeftOpenAndCheckedLater() {
        try (var first = call("1", "request_approval", "{\"action\":\"Deploy\",\"wait\":1,\"timeout\":\"PT1H\"}")) {
            // Given
            JsonNode pending = first.result().at("/result/structuredContent");
            String id = pending.path("id").asText();
            assertThat(pending.path("status").asText()).isEqualTo("pending");
            assertThat(pending.path("approved").isNull()).isTrue();
            assertThat(pending.path("hint").asText()).contains("check");
            Answer open = send(McpStream.call("2", "check", "{\"id\":\"" + id + "\"}"));

            // When
            try (var checking = call("3", "check", "{\"id\":\"" + id + "\",\"wait\":60}")) {
                checking.cursor();
                api.resolve(id, "{\"behavior\":\"allow\"}");

                // Then
                assertThat(checking.result()
                                .at("/result/structuredContent/approved")
                                .asBoolean())
                        .isTrue();
            }
            assertThat(open.body().at("/result/structuredContent/status").asText())
                    .isEqualTo("pending");
            assertThat(interaction(id).path("metadata").path("mcp").path("tool").asText())
                    .isEqualTo("request_approval");
        }
    }

    @Test
    void whatCannotBeAskedIsToldToTheModelAndBlocksWhereAHookAsks() {
        // When
        Answer human = send(McpStream.call("1", "ask_human", "{}"));
        Answer check = send(McpStream.call("1", "check", "{\"id\":\"019ab000-0000-7000-8000-000000000001\"}"));
        Answer hook = send(McpStream.call("1", "hook", "{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"s\"}"));
        Answer approve = send(McpStream.call("1", "approve", "{}"));

        // Then
        assertThat(human.body().at("/result/isError").asBoolean()).isTrue();
        assertThat(human.body().at("/result/content/0/text").asText()).contains("/question");
        assertThat(check.body().at("/result/isError").asBoolean()).isTrue();
        assertThat(hook.body().at("/result/isError").isMissingNode()).isTrue();
        assertThat(hook.body().at("/result/content/0/text").asText()).contains("\"permissionDecision\":\"deny\"");
        assertThat(approve.body().at("/result/content/0/text").asText()).contains("\"behavior\":\"deny\"");
    }

    static Stream<String> inputsThatAreRefused() {
        return Stream.of(
                "{\"command\":\"rm \\ud800\"}",
                "{\"command\":\"rm\",\"\\udc00\":1}",
                "{\"command\":\"rm\",\"command\":\"ls\"}",
                "{\"command\":\"rm\",\"a\":" + "[".repeat(70) + "]".repeat(70) + "}",
                "{\"command\":\"rm\",\"a\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000) + "}",
                "{\"command\":\"rm\",\"a\":" + "9".repeat(2_000) + "}");
    }

    /** An agent takes an error for leave, and what stands in a tool's input is a model's to write. */
    @ParameterizedTest
    @MethodSource("inputsThatAreRefused")
    void anInputThatIsRefusedBlocksInTheToolsOwnWords(String input) {
        // When
        Answer claude = send(McpStream.call(
                "\"c\"",
                "hook",
                "{\"tool_input\":" + input + ",\"hook_event_name\":\"PermissionRequest\",\"session_id\":\"s\"}"));
        Answer codex = send(McpStream.call(
                "2", "hook", "{\"turn_id\":\"t\",\"tool_input\":" + input + ",\"hook_event_name\":\"PreToolUse\"}"));
        Answer approve = send(McpStream.call("3", "approve", "{\"tool_name\":\"Bash\",\"input\":" + input + "}"));
        Answer human = send(McpStream.call("4", "ask_human", "{\"question\":\"Why?\",\"schema\":" + input + "}"));

        // Then
        assertThat(claude.status()).as(claude.text()).isEqualTo(200);
        assertThat(claude.body().path("id").asText()).isEqualTo("c");
        assertThat(text(claude)).contains("\"hookEventName\":\"PermissionRequest\"", "\"behavior\":\"deny\"");
        assertThat(codex.body().path("id").asInt()).isEqualTo(2);
        assertThat(text(codex)).contains("\"hookEventName\":\"PreToolUse\"", "\"permissionDecision\":\"deny\"");
        assertThat(text(approve)).contains("\"behavior\":\"deny\"");
        assertThat(human.status()).isEqualTo(400);
        assertThat(human.body().at("/error/message").asText()).isNotBlank();
        assertThat(api.get("/v1/interactions?sessionId=s&status=pending").body().path("items"))
                .isEmpty();
    }

    @Test
    void aCallThatIsNoneOfItsProtocolBlocksInTheToolsOwnWords() {
        String use = "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{}}";
        for (String[] headers : new String[][] {
            {"MCP-Protocol-Version", "1999-01-01"}, {"Mcp-Session-Id", "a session"}, {"Mcp-Session-Id", "x".repeat(300)}
        }) {
            assertThat(text(send(McpStream.call("1", "hook", use), headers)))
                    .contains("\"hookEventName\":\"PreToolUse\"", "\"permissionDecision\":\"deny\"");
            assertThat(text(send(McpStream.call("2", "approve", "{}"), headers)))
                    .contains("\"behavior\":\"deny\"");
            assertThat(send(McpStream.call("3", "ask_human", "{}"), headers)
                            .body()
                            .path("error"))
                    .isNotEmpty();
        }
        for (String arguments : new String[] {"[]", "\"x\"", "1", "true"}) {
            assertThat(text(send(McpStream.call("4", "hook", arguments)))).contains("\"decision\":\"block\"");
            assertThat(text(send(McpStream.call("5", "approve", arguments)))).contains("\"behavior\":\"deny\"");
        }
    }

    private static String text(Answer answer) {
        return answer.body().at("/result/content/0/text").asText();
    }

    @Test
    void theSameCallIdWithAnotherInputIsBlocked() {
        // Given
        String arguments = "{\"tool_name\":\"Bash\",\"tool_use_id\":\"t\",\"input\":{\"command\":\"ls\"}}";
        try (var first = call("1", "approve", arguments)) {
            first.cursor();
            api.resolve(api.pendingIn(session), "{\"behavior\":\"allow\"}");
            first.result();
        }

        // When
        Answer same = send(McpStream.call("2", "approve", arguments), "Mcp-Session-Id", session);
        Answer other = send(McpStream.call("3", "approve", arguments.replace("ls", "rm")), "Mcp-Session-Id", session);

        // Then
        assertThat(same.text()).contains("\\\"behavior\\\":\\\"allow\\\"");
        assertThat(other.text()).contains("\\\"behavior\\\":\\\"deny\\\"", "another input");
    }

    private McpStream call(String id, String tool, String arguments) {
        return McpStream.post(base, McpStream.call(id, tool, arguments), "Mcp-Session-Id", session);
    }

    private Answer send(String message, String... headers) {
        var all = new ArrayList<>(List.of("Accept", BOTH));
        all.addAll(List.of(headers));
        return api.post("/mcp", message, all.toArray(String[]::new));
    }
}
