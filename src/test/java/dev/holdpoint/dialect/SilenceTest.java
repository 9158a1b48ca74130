package dev.holdpoint.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.StrictJson;
import dev.holdpoint.testing.Events;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Silence, whatever it came of, is told as silence on every wire, and a person's no as a person's. */
class SilenceTest {

    private static final String WORDS = "rather not";
    private static final String QUESTIONS = "{\"questions\":[{\"question\":\"Why?\"}]}";
    private static final String PLAN = "{\"plan\":\"1. do it\"}";

    /** A question, and what its agent is told of it. */
    record Way(String name, Ask ask, Function<Interaction, Json> answer) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                hook("claude-code", "PermissionRequest", "Bash", "{}"),
                hook("claude-code", "PreToolUse", "Bash", "{}"),
                hook("claude-code", "PreToolUse", "AskUserQuestion", QUESTIONS),
                hook("claude-code", "PreToolUse", "ExitPlanMode", PLAN),
                hook("claude-code", "Elicitation", "", "{}"),
                hook("codex", "PermissionRequest", "Bash", "{}"),
                hook("codex", "PreToolUse", "Bash", "{}"),
                hook("gemini", "BeforeTool", "run_shell_command", "{}"),
                tool("approve", "{\"tool_name\":\"Bash\",\"input\":{}}"),
                tool("approve", "{\"tool_name\":\"AskUserQuestion\",\"input\":" + QUESTIONS + "}"),
                tool("approve", "{\"tool_name\":\"ExitPlanMode\",\"input\":" + PLAN + "}"),
                tool("hook", hookInput("PermissionRequest", "Bash", "{}")),
                tool("hook", hookInput("PreToolUse", "Bash", "{}").replaceFirst("\\{", "{\"turn_id\":\"1\",")),
                tool("ask_human", "{\"question\":\"Why?\"}"),
                tool("ask_human", "{\"question\":\"Why?\",\"schema\":{\"type\":\"object\"}}"),
                tool("request_approval", "{\"action\":\"Deploy\"}"));
    }

    static Stream<Arguments> silences() {
        return ways().flatMap(way -> Arrays.stream(Origin.values())
                .filter(origin -> origin != Origin.RESPONDER)
                .map(origin -> Arguments.of(way, origin)));
    }

    @ParameterizedTest
    @MethodSource("silences")
    void silenceIsNoRefusal(Way way, Origin origin) {
        // Given
        Outcome outcome = origin == Origin.TIMEOUT ? new Outcome.Expired() : new Outcome.Cancelled(WORDS);

        // When
        String told = told(way, origin, outcome);

        // Then
        assertThat(told.contains("this is not a refusal") || told.contains("\"action\":\"cancel\""))
                .as(told)
                .isTrue();
        assertThat(told).doesNotContain(WORDS, "A person", "\"decline\"", "\"approved\":false", "\"rejected\"");
        assertThat(told).doesNotContain("allow\"", "\"accept\"", "\"approved\":true", "\"resolved\"");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aPersonsNoIsTheirs(Way way) {
        // When
        String told = told(way, Origin.RESPONDER, new Outcome.Rejected(WORDS));

        // Then
        assertThat(told).doesNotContain("not a refusal", "\"cancel\"", "allow\"", "\"approved\":true");
        assertThat(told.contains(WORDS) || told.contains("\"action\":\"decline\""))
                .as(told)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatIsOpenIsNeitherAYesNorANo(Way way) {
        // When
        String told = way.answer().apply(Events.pending(way.ask())).text();

        // Then
        assertThat(told).doesNotContain("A person", "\"decline\"", "\"approved\":false", "\"rejected\"");
        assertThat(told).doesNotContain("allow\"", "\"accept\"", "\"approved\":true", "\"resolved\"");
    }

    private static String told(Way way, Origin origin, Outcome outcome) {
        Interaction settled =
                Events.pending(way.ask()).settledAs(new Settlement(Events.TIME.plusSeconds(5), origin, null, outcome));
        return way.answer().apply(settled).text();
    }

    private static Way hook(String agent, String event, String tool, String input) {
        HookDialect dialect = HookDialects.of(agent, OnSilence.DENY).orElseThrow();
        var asked = (Question) dialect.read(members(hookInput(event, tool, input)), null);
        return new Way(agent + " " + event + " " + tool, asked.ask(), dialect::answer);
    }

    private static Way tool(String name, String arguments) {
        var use = new ToolUse(new SessionId("mcp-1"), new Json("7"), members(arguments));
        var asked = (Question)
                McpTools.ofThisService().of(name).orElseThrow().read(use).heard();
        return new Way(
                name + " " + arguments,
                asked.ask(),
                interaction -> McpTools.ofThisService().answer(interaction).content());
    }

    private static String hookInput(String event, String tool, String input) {
        return "{\"hook_event_name\":\"" + event + "\",\"session_id\":\"s\",\"tool_name\":\"" + tool
                + "\",\"tool_input\":" + input + ",\"mcp_server_name\":\"jira\",\"message\":\"Which?\"}";
    }

    private static Members members(String json) {
        return StrictJson.read(json.getBytes(StandardCharsets.UTF_8), 1 << 20);
    }
}
