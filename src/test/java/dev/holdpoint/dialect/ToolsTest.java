package dev.holdpoint.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.StrictJson;
import dev.holdpoint.schema.JsonSchemaCheck;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Events;
import dev.holdpoint.wire.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tools ask, and what they answer, by golden files. */
class ToolsTest {

    private static final SessionId SESSION = new SessionId("mcp-1");
    private static final Json REQUEST = new Json("7");

    static Stream<Path> files() {
        return Golden.files("tools");
    }

    @ParameterizedTest
    @MethodSource("files")
    void aToolAsksAndAnswersAsItsFileSays(Path path) {
        // Given
        ObjectNode file = Golden.read(path);
        McpTool tool = McpTools.ofThisService().of(file.path("tool").asText()).orElseThrow();
        Json arguments = Golden.json(file.path("arguments"));

        // When
        ObjectNode played = Golden.played(
                file,
                () -> tool.read(use(arguments)).heard(),
                interaction -> tool.answer(interaction).content());
        if (played.has("refused")) {
            played.set("failed", failed(tool, arguments));
        }

        // Then
        Golden.writeWhereWanted(path, played);
        assertThat(played).isEqualTo(file);
        assertThat(file.has("ask") || file.has("answer") || file.has("refused")).isTrue();
    }

    private static JsonNode failed(McpTool tool, Json arguments) {
        try {
            tool.read(use(arguments));
            throw new AssertionError("it is understood");
        } catch (ProblemException refused) {
            return Api.tree(
                    tool.failed(use(arguments), refused.problem()).content().text());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"PT15M|\"timeout\":\"PT15M\"", "PT90S|\"timeout\":90", "PT24H|\"timeout\":\"P1D\""})
    void aTimeoutIsADurationOrSeconds(Duration expected, String given) {
        // When
        McpTool.Called called = called("ask_human", "{\"question\":\"Why?\"," + given + ",\"wait\":5}");

        // Then
        assertThat(called.timeout()).contains(expected);
        assertThat(called.patience()).contains(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"wait\":-1",
                "\"wait\":86401",
                "\"wait\":1.5",
                "\"wait\":\"5\"",
                "\"timeout\":\"15m\"",
                "\"timeout\":0"
            })
    void whatIsNoTimeIsRefused(String given) {
        assertThatThrownBy(() -> called("request_approval", "{\"action\":\"Deploy\"," + given + "}"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void withoutAWaitACallIsHeldAsLongAsItsQuestionLives() {
        McpTool.Called called = called("ask_human", "{\"question\":\"Why?\"}");

        assertThat(called.patience()).isEmpty();
        assertThat(called.timeout()).isEmpty();
    }

    /** Words with a denial reach every asker; those with an allow are taken only where they do. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "approve|{\"tool_name\":\"Bash\",\"input\":{}}|false",
                "request_approval|{\"action\":\"Deploy\"}|true",
                "request_approval|{\"action\":\"Deploy\",\"arguments\":{}}|true",
                "hook|{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{}}|true",
                "hook|{\"hook_event_name\":\"PermissionRequest\",\"tool_name\":\"Bash\",\"tool_input\":{}}|false",
                "hook|{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{},\"turn_id\":\"1\"}|false"
            })
    void wordsWithAnAllowAreTakenWhereTheyReachTheAsker(String tool, String arguments, boolean areTaken) {
        // Given
        Json schema = ((Question) called(tool, arguments).heard()).ask().responseSchema();
        try (var check = new JsonSchemaCheck(Duration.ofMinutes(1))) {
            for (String behavior : new String[] {"allow", "deny"}) {
                // When
                CheckResult result = check.checkResponse(
                                schema, new Json("{\"behavior\":\"" + behavior + "\",\"message\":\"only once\"}"))
                        .await()
                        .indefinitely();

                // Then
                assertThat(result instanceof CheckResult.Passed)
                        .as(behavior)
                        .isEqualTo(areTaken || behavior.equals("deny"));
            }
        }
    }

    /** A call that finds what the same call asked by HTTP is answered as a hook, also where it comes back for that. */
    @ParameterizedTest
    @CsvSource({"claude-code,PreToolUse", "claude-code,PermissionRequest", "codex,PreToolUse", "codex,PermissionRequest"
    })
    void whatAHookAskedByHttpIsAnsweredAsAHook(String agent, String event) {
        // Given
        HookDialect dialect = HookDialects.of(agent, OnSilence.DENY).orElseThrow();
        var asked = (Question) dialect.read(
                use(new Json("{\"hook_event_name\":\"" + event
                                + "\",\"session_id\":\"s\",\"tool_name\":\"Bash\",\"tool_input\":{}}"))
                        .arguments(),
                null);
        var refused = Events.pending(asked.ask())
                .settledAs(new Settlement(Events.TIME, Origin.RESPONDER, null, new Outcome.Rejected("no")));

        // When
        McpTool.Result told = McpTools.ofThisService().answer(refused);

        // Then
        assertThat(told).isEqualTo(McpTool.Result.text(dialect.answer(refused)));
    }

    @Test
    void everyToolIsDescribedForModels() {
        JsonNode described = Api.tree(McpTools.ofThisService().described().text());

        assertThat(described.findValuesAsText("name"))
                .containsExactly("ask_human", "request_approval", "approve", "hook", "check");
        for (JsonNode tool : described) {
            assertThat(tool.at("/inputSchema/type").asText()).isEqualTo("object");
            assertThat(tool.path("description").asText()).isNotBlank();
        }
        assertThat(described.get(0).path("description").asText()).contains("no refusal");
        assertThat(described.get(1).path("description").asText()).contains("no refusal");
        assertThat(described.get(2).path("description").asText()).contains("No model calls it");
        assertThat(described.get(3).path("description").asText()).contains("No model calls it");
    }

    @Test
    void aQuestionIsFoundByTheCallThatAskedIt() {
        // Given
        var question = (Question) called("ask_human", "{\"question\":\"Why?\"}").heard();

        // Then
        Ask ask = question.ask();
        assertThat(ToolUse.isAskedBy(ask, SESSION, REQUEST)).isTrue();
        assertThat(ToolUse.isAskedBy(ask, SESSION, new Json("\"7\""))).isFalse();
        assertThat(ToolUse.isAskedBy(ask, new SessionId("mcp-2"), REQUEST)).isFalse();
        assertThat(ToolUse.isAskedBy(new Ask(InteractionType.ASK_USER, SESSION, Duration.ofDays(1)), SESSION, REQUEST))
                .isFalse();
        assertThat(ToolUse.toolOf(ask)).isEqualTo(Optional.of("ask_human"));
    }

    private static McpTool.Called called(String tool, String arguments) {
        return McpTools.ofThisService().of(tool).orElseThrow().read(use(new Json(arguments)));
    }

    private static ToolUse use(Json arguments) {
        Members members = StrictJson.read(arguments.text().getBytes(StandardCharsets.UTF_8), 1 << 20);
        return new ToolUse(SESSION, REQUEST, members);
    }
}
