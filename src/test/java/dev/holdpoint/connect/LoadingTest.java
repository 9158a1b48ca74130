package dev.holdpoint.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.hook.Agent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands here was given to the agents themselves: whether they ran a hook beside it was seen. */
class LoadingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{~ // mine~}                                    | line 2, column 2: AGENT cannot read a comment",
                "{\"hooks\":{}} /* x */                          | line 1, column 14: AGENT cannot read a comment",
                "{\"hooks\":{~},~}                               | line 3, column 1: AGENT cannot read a comma with nothing",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[]},]}}  | column 38: AGENT cannot read a comma with nothing",
                "{~\"hooks\":{}                                  | cannot read what is no JSON there",
                "{\"hooks\":{}}~{}                               | line 2, column 1: AGENT cannot read what is no JSON",
                "[]                                              | line 1, column 1: AGENT cannot read what is no object",
                "{~\"hooks\":[]}                                 | line 2, column 9: AGENT cannot read 'hooks' that is no",
                "{\"hooks\":{\"PreToolUse\":{}}}                 | 'hooks.PreToolUse' that is no list",
                "{\"hooks\":{\"PermissionRequest\":5}}            | 'hooks.PermissionRequest' that is no list",
                "{\"hooks\":{\"PreToolUse\":[\"x\"]}}            | an entry of 'hooks.PreToolUse' that is no object",
                "{\"hooks\":{\"PreToolUse\":[~{\"hooks\":\"no\"}]}} | line 2, column 10: AGENT cannot read an entry of",
                "{\"hooks\":{\"PreToolUse\":[{\"matcher\":5,\"hooks\":[]}]}}           | a 'matcher' that is no text",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[\"x\"]}]}}                    | a hook of 'hooks.PreToolUse' that is no",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"command\":\"x\"}]}]}}      | 'type' is none of [agent, command,",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"zzz\"}]}]}}       | whose 'type' is none of",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\"}]}]}}   | of type 'command' without 'command'",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"mcp_tool\"}]}]}}  | of type 'mcp_tool' without 'server'",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":5}]}]}} | a 'command' that is no text",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"timeout\":\"9\"}]}]}} | a 'timeout'",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"timeout\":-9}]}]}} | a 'timeout'",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"async\":\"yes\"}]}]}} | a 'async'",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"statusMessage\":5}]}]}} | no text",
            })
    void whatClaudeCodeAndCodexDoNotLoadIsNamedWithItsPlace(String text, String said) {
        for (Agent agent : new Agent[] {Agent.CLAUDE_CODE, Agent.CODEX}) {
            assertThat(trouble(agent, text.replace('~', '\n')))
                    .as(agent + " " + text)
                    .contains(said.replace("AGENT", agent.word()))
                    .endsWith(", and so loads nothing of this file, and runs no hook of it");
        }
    }

    /** One of these at least has to be right about what the other cannot read. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"matcher\":\"Bash\",\"command\":\"old\"}]}}    | without a list 'hooks'",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"matcher\":null,\"hooks\":[]}]}}              | a 'matcher'",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"prompt\"}]}]}}           | without 'prompt'",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\"}]}]}}             | without 'url'",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"timeout\":0}]}]}} | above 0",
                "claude-code | {~\"model\": 5}                                           | line 2, column 10: claude-code cannot read 'model' that",
                "claude-code | {\"permissions\": {\"allow\": \"Bash\"}}                     | 'permissions.allow' that is no list",
                "claude-code | {\"permissions\": []}                                       | 'permissions' that is no object",
                "claude-code | {\"disableAllHooks\": \"no\"}                               | neither true nor false",
                "claude-code | {\"cleanupPeriodDays\": \"x\"}                              | 'cleanupPeriodDays' that is no number",
                "codex | {\"hooks\":{\"Stop\":null}}                            | 'hooks.Stop' that is no list",
                "codex | ^{\"hooks\":{}}                                        | line 1, column 1: codex cannot read a byte order",
                "codex | {~ \"$schema\":\"x\",\"hooks\":{}}                     | line 2, column 2: codex cannot read '$schema' beside",
                "codex | {\"description\":5}                                    | a 'description' that is no text",
                "codex | {\"hooks\":{\"Stop\":{}}}                              | 'hooks.Stop' that is no list",
                "codex | {\"hooks\":{\"Stop\":[{\"hooks\":[{\"command\":\"x\"}]}]}} | a hook of 'hooks.Stop'",
                "codex | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"timeout\":1.5}]}]}} | of seconds",
                "codex | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\",\"url\":\"http://x\"}]}]}} | is none of",
                "gemini | {\"a\":1,}     | line 1, column 8: gemini cannot read a comma with nothing behind it, and so does not start",
                "gemini | ^{}            | a byte order mark, and so does not start",
                "gemini | {              | no JSON",
            })
    void whatOneOfThemDoesNotLoadIsNamed(String agent, String text, String said) {
        assertThat(trouble(agent(agent), text.replace('~', '\n').replace('^', '\uFEFF')))
                .contains(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "claude-code | ^{\"hooks\":{\"PreToolUse\":null}}",
                "claude-code | {\"model\":\"x\",\"env\":{\"A\":5},\"theme\":5,\"permissions\":{\"allow\":[5],\"ask\":[],\"defaultMode\":\"plan\"}}",
                "claude-code | {\"$schema\":\"x\",\"zzz\":1,\"hooks\":{\"Zzz\":{},\"Stop\":[{\"command\":\"x\"}]}}",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"matcher\":\"(\",\"zz\":1,\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"zz\":1,\"timeout\":0.5}]}]}}",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\",\"url\":\"http://x/\"},{\"type\":\"agent\",\"prompt\":\"x\"}]}]}}",
                "codex | {\"description\":null,\"hooks\":{\"Zzz\":{},\"PreToolUse\":[{\"matcher\":\"X\"},{\"matcher\":null,\"hooks\":[{\"type\":\"prompt\"}]}]}}",
                "codex | {\"hooks\":{\"PreToolUse\":[{\"matcher\":\"(\",\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"timeout\":0,\"async\":false}]}]}}",
                "gemini | {~ // mine~ /* too */ \"hooks\":{\"BeforeTool\":[{\"command\":\"x\"},5]}}",
            })
    void whatTheyLoadIsNoTrouble(String agent, String text) {
        assertThat(new Loading(agent(agent), text.replace('~', '\n').replace('^', '\uFEFF')).trouble())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-code", "codex", "gemini"})
    void whatIsWrittenHereIsLoaded(String word) {
        Agent agent = agent(word);
        var text = new SettingsText("{}");
        for (Hooking hooking : Hooking.of(agent, "X")) {
            text = hooking.into(text, agent, "x", 900);
        }
        assertThat(new Loading(agent, text.text()).trouble()).isEmpty();
    }

    @Test
    void whereNothingStandsThereIsNothingToStumbleOver() {
        assertThat(new Loading(Agent.CODEX, " \n").trouble()).isEmpty();
    }

    @Test
    void whatIsShownOfItMovesNoCursor() {
        assertThat(trouble(Agent.CODEX, "{\"a\\u001b[1A\\nb\": 1}").chars()).allMatch(one -> one >= ' ');
    }

    private static String trouble(Agent agent, String text) {
        return new Loading(agent, text).trouble().orElse("nothing");
    }

    private static Agent agent(String word) {
        return Agent.of(word).orElseThrow();
    }
}
