package dev.holdpoint.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.StrictJson;
import dev.holdpoint.schema.JsonSchemaCheck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the hooks of agents ask, and what they are answered, by golden files. */
class HooksTest {

    static Stream<Path> files() {
        return Golden.files("hooks");
    }

    @ParameterizedTest
    @MethodSource("files")
    void aHookAsksAndIsAnsweredAsItsFileSays(Path path) {
        // Given
        ObjectNode file = Golden.read(path);
        HookDialect dialect = dialect(file);

        // When
        ObjectNode played = Golden.played(file, () -> dialect.read(body(file), null), dialect::answer);

        // Then
        Golden.writeWhereWanted(path, played);
        assertThat(played).isEqualTo(file);
        assertThat(file.has("ask") || file.has("answer") || file.has("refused"))
                .as("it says what comes of it")
                .isTrue();
    }

    /** What a person can answer is what the wire can carry: every answer in the files satisfies its own schema. */
    @ParameterizedTest
    @MethodSource("files")
    void whatIsAnsweredIsWhatMayBeAnswered(Path path) {
        JsonNode file = Golden.read(path);
        JsonNode schema = file.path("ask").path("responseSchema");
        try (var check = new JsonSchemaCheck(Duration.ofMinutes(1))) {
            for (JsonNode end : file.path("ends")) {
                if (end.has("resolve")) {
                    assertThat(check.checkResponse(Golden.json(schema), Golden.json(end.path("resolve")))
                                    .await()
                                    .indefinitely())
                            .as("%s", end)
                            .isInstanceOf(CheckResult.Passed.class);
                }
            }
        }
    }

    /** Gemini CLI lays an edit over its own input: what was left out would run. */
    @ParameterizedTest
    @CsvSource({
        "'{}',false",
        "'{\"command\":\"ls\"}',false",
        "'{\"dir\":\"/srv\",\"command\":\"ls -l\"}',true",
        "'{\"command\":\"ls\",\"dir\":\"/srv\",\"more\":1}',true"
    })
    void anEditThatIsLaidOverTheInputLeavesNothingOut(String edited, boolean isTaken) {
        Json schema = asked("gemini", "{\"command\":\"ls\",\"dir\":\"/srv\"}");
        try (var check = new JsonSchemaCheck(Duration.ofMinutes(1))) {
            Json response = new Json("{\"behavior\":\"allow\",\"updatedInput\":" + edited + "}");
            assertThat(check.checkResponse(schema, response).await().indefinitely() instanceof CheckResult.Passed)
                    .isEqualTo(isTaken);
        }
    }

    @Test
    void anInputOfVeryManyMembersThatIsLaidOverIsNotEdited() {
        String many =
                IntStream.range(0, 5_000).mapToObj(i -> "\"m" + i + "\":1").collect(Collectors.joining(","));
        Json schema = asked("gemini", "{" + many + "}");
        assertThat(schema.member("properties").flatMap(all -> all.member("updatedInput")))
                .contains(new Json("false"));
    }

    private static Json asked(String agent, String input) {
        var asked = (Question) HookDialects.of(agent, OnSilence.DENY)
                .orElseThrow()
                .read(
                        members(
                                "{\"hook_event_name\":\"BeforeTool\",\"session_id\":\"s\",\"tool_name\":\"run_shell_command\","
                                        + "\"tool_input\":" + input + "}"),
                        null);
        return asked.ask().responseSchema();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-code,PermissionRequest,updatedInput:true updatedPermissions:true interrupt:true",
        "claude-code,PreToolUse,updatedInput:true updatedPermissions:false interrupt:false",
        "codex,PermissionRequest,updatedInput:false updatedPermissions:false interrupt:false",
        "codex,PreToolUse,updatedInput:true updatedPermissions:false interrupt:false",
        "gemini,BeforeTool,updatedInput:true updatedPermissions:false interrupt:true"
    })
    void nothingIsOfferedThatTheWireCannotCarry(String agent, String event, String offered) {
        // Given
        HookDialect dialect = HookDialects.of(agent, OnSilence.DENY).orElseThrow();
        var asked = (Question) dialect.read(
                members("{\"hook_event_name\":\"" + event
                        + "\",\"session_id\":\"s\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"ls\"}}"),
                null);
        Json schema = asked.ask().responseSchema();
        try (var check = new JsonSchemaCheck(Duration.ofMinutes(1))) {
            for (String one : offered.split(" ", -1)) {
                String[] member = one.split(":", -1);
                String value = switch (member[0]) {
                    case "interrupt" -> "true";
                    case "updatedInput" -> "{\"command\":\"ls -l\"}";
                    default -> "[]";
                };

                // When
                CheckResult result = check.checkResponse(
                                schema, new Json("{\"behavior\":\"allow\",\"" + member[0] + "\":" + value + "}"))
                        .await()
                        .indefinitely();

                // Then
                assertThat(result instanceof CheckResult.Passed).as(one).isEqualTo(Boolean.valueOf(member[1]));
            }
        }
    }

    private static HookDialect dialect(JsonNode file) {
        OnSilence onSilence =
                OnSilence.parse(file.path("onSilence").asText("deny")).orElseThrow();
        return HookDialects.of(file.path("agent").asText(), onSilence).orElseThrow();
    }

    /** What is no JSON stands in a file as a text. */
    private static Members body(JsonNode file) {
        JsonNode hook = file.path("hook");
        return members(hook.isTextual() ? hook.asText() : hook.toString());
    }

    private static Members members(String body) {
        return StrictJson.read(body.getBytes(StandardCharsets.UTF_8), 1 << 20);
    }
}
