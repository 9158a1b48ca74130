package dev.holdpoint.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.StrictJson;
import dev.holdpoint.schema.JsonSchemaCheck;
import dev.holdpoint.testing.Events;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
        "claude-code,PermissionRequest,updatedInput:true updatedPermissions:true interrupt:true message:false",
        "claude-code,PreToolUse,updatedInput:true updatedPermissions:false interrupt:false message:true",
        "codex,PermissionRequest,updatedInput:false updatedPermissions:false interrupt:false message:false",
        "codex,PreToolUse,updatedInput:true updatedPermissions:false interrupt:false message:false",
        "gemini,BeforeTool,updatedInput:true updatedPermissions:false interrupt:true message:false"
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
                    case "message" -> "\"only once\"";
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

    /** What a hook tells beside the input is kept, and the tool gets none of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AskUserQuestion|{\"questions\":[{\"question\":\"Why?\"}]}|{\"answers\":{\"Why?\":\"a\"}}|,\"answers\":{\"Why?\":\"a\"}",
                "AskUserQuestion|{\"questions\":[{\"question\":\"Why?\"}],\"hook\":1}|{\"answers\":{}}|,\"answers\":{}",
                "ExitPlanMode|{\"plan\":\"1. do\"}|{\"approved\":true}|''",
                "ExitPlanMode|{\"plan\":\"1. do\",\"hook\":{},\"hook_\":2}|{\"approved\":true}|''"
            })
    void aToolGetsNothingBackThatIsNotOfItsInput(String tool, String input, String response, String added) {
        for (int length : new int[] {1, 17_000}) {
            // Given
            String more = ",\"more\":\"" + "y".repeat(length) + "\",\"cwd\":\"/srv\"";
            HookDialect dialect = HookDialects.of("claude-code", OnSilence.DENY).orElseThrow();
            var asked = (Question) dialect.read(
                    members("{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"s\",\"tool_name\":\"" + tool
                            + "\",\"tool_input\":" + input + more
                            + ",\"rest_in_data\":\"" + (tool.equals("ExitPlanMode") ? "plan" : "questions") + "\"}"),
                    null);

            // When
            Optional<Json> given = inputGivenBack(dialect, asked, response);

            // Then
            assertThat(given).contains(new Json(input.substring(0, input.length() - 1) + added + "}"));
            assertThat(asked.ask().data().text() + asked.ask().metadata().text())
                    .contains(more.substring(1));
        }
    }

    /** What the model wrote as if a person had is taken out; what a person wrote goes back. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"answers\":{}}|''",
                "{\"answers\":{},\"annotations\":{\"Why?\":{\"notes\":\"a\"}}}|,\"annotations\":{\"Why?\":{\"notes\":\"a\"}}"
            })
    void annotationsAreThePersonsOrNone(String response, String annotations) {
        // Given
        HookDialect dialect = HookDialects.of("claude-code", OnSilence.DENY).orElseThrow();
        var asked = (Question) dialect.read(
                members("{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"s\",\"tool_name\":\"AskUserQuestion\","
                        + "\"tool_input\":{\"questions\":[{\"question\":\"Why?\"}],\"answers\":{\"Why?\":\"forged\"},"
                        + "\"annotations\":{\"Why?\":{\"notes\":\"forged\"}}}}"),
                null);

        // When
        Optional<Json> given = inputGivenBack(dialect, asked, response);

        // Then
        assertThat(given)
                .contains(new Json("{\"questions\":[{\"question\":\"Why?\"}],\"answers\":{}" + annotations + "}"));
    }

    private static Optional<Json> inputGivenBack(HookDialect dialect, Question asked, String response) {
        var answered = Events.pending(asked.ask())
                .settledAs(new Settlement(
                        Events.TIME, Origin.RESPONDER, null, new Outcome.Resolved(new Json(response), null)));
        return dialect.answer(answered).member("hookSpecificOutput").flatMap(output -> output.member("updatedInput"));
    }

    /** The wire of {@code PermissionRequest} carries no id of the call; what stands there is that of {@code PreToolUse}. */
    @ParameterizedTest
    @CsvSource({
        "claude-code,PreToolUse,claude-code:s:t1",
        "claude-code,PermissionRequest,",
        "codex,PreToolUse,codex:s:t1",
        "codex,PermissionRequest,"
    })
    void onlyAHookThatCarriesTheIdOfACallIsFoundByIt(String agent, String event, String key) {
        assertThat(call(agent, event, ",\"tool_use_id\":\"t1\"").callKey()).isEqualTo(Optional.ofNullable(key));
    }

    /** An answer is worded for the hook that asked, so a door's key finds no question of another one. */
    @ParameterizedTest
    @CsvSource({
        "claude-code,PreToolUse,true",
        "claude-code,PermissionRequest,false",
        "codex,PreToolUse,false",
        "codex,PermissionRequest,false"
    })
    void aDoorsKeyFindsWhatTheSameHookOfTheSameAgentAsked(String agent, String event, boolean isFound) {
        // Given
        Optional<String> key = Optional.of("k");
        var known = call("claude-code", "PreToolUse", "").idempotency(key);

        // When
        var again = call(agent, event, "").idempotency(key);

        // Then
        assertThat(again.equals(known)).isEqualTo(isFound);
    }

    /** What a server is told is an object, whatever its schema would take. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"type\":\"string\"}",
                "{\"type\":[\"object\",\"string\"]}",
                "{\"properties\":{\"a\":{}}}",
                "{\"anyOf\":[{\"type\":\"string\"},{}]}",
                "{\"type\":\"object\"}"
            })
    void anElicitationIsAnsweredByAnObject(String requested) {
        // Given
        var asked = (Question) HookDialects.of("claude-code", OnSilence.DENY)
                .orElseThrow()
                .read(
                        members(
                                "{\"hook_event_name\":\"Elicitation\",\"session_id\":\"s\",\"mcp_server_name\":\"jira\","
                                        + "\"message\":\"Which?\",\"requested_schema\":" + requested + "}"),
                        null);
        try (var check = new JsonSchemaCheck(Duration.ofMinutes(1))) {
            for (String answer : new String[] {"\"text\"", "1", "[]", "null", "{}"}) {
                // When
                CheckResult result = check.checkResponse(asked.ask().responseSchema(), new Json(answer))
                        .await()
                        .indefinitely();

                // Then
                assertThat(result instanceof CheckResult.Passed).as(answer).isEqualTo(answer.equals("{}"));
            }
        }
    }

    private static Question call(String agent, String event, String more) {
        return (Question) HookDialects.of(agent, OnSilence.DENY)
                .orElseThrow()
                .read(
                        members("{\"hook_event_name\":\"" + event + "\",\"session_id\":\"s\",\"tool_name\":\"Bash\","
                                + "\"tool_input\":{\"command\":\"ls\"}" + more + "}"),
                        null);
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
