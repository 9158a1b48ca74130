package dev.holdpoint.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.connect.Hooking;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.SettingsText;
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
                "[]                                              | line 1, column 1: AGENT cannot read a file that is no object",
                "{~\"hooks\":[]}                                 | line 2, column 9: AGENT cannot read 'hooks' that is no",
                "{\"hooks\":{\"PreToolUse\":{}}}                 | 'hooks.PreToolUse' that is no list",
                "{\"hooks\":{\"PermissionRequest\":5}}            | 'hooks.PermissionRequest' that is no list",
                "{\"hooks\":{\"PreToolUse\":[\"x\"]}}            | 'hooks.PreToolUse[0]' that is no object",
                "{\"hooks\":{\"PreToolUse\":[~{\"hooks\":\"no\"}]}} | line 2, column 10: AGENT cannot read 'hooks.PreToolUse[0].hooks' that is no list",
                "{\"hooks\":{\"PreToolUse\":[{\"matcher\":5,\"hooks\":[]}]}}           | [0].matcher' that is no text",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[\"x\"]}]}}                    | [0].hooks[0]' that is no object",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"command\":\"x\"}]}]}}      | [0].hooks[0]' without 'type'",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"zzz\"}]}]}}       | [0].hooks[0].type' that is none of command, prompt, agent,",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\"}]}]}}   | [0].hooks[0]' without 'command'",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"mcp_tool\"}]}]}}  | [0].hooks[0]' without 'server'",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":5}]}]}} | [0].command' that is no text",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"timeout\":\"9\"}]}]}} | [0].timeout' that is no ",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"timeout\":-9}]}]}} | [0].timeout' that is ",
                "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"async\":\"yes\"}]}]}} | [0].async' that is neither true nor false",
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
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"matcher\":\"Bash\",\"command\":\"old\"}]}}    | [0]' without 'hooks'",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"matcher\":null,\"hooks\":[]}]}}              | [0].matcher' that is no text",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"prompt\"}]}]}}           | without 'prompt'",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\"}]}]}}             | without 'url'",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"timeout\":0}]}]}} | [0].timeout' that is not above 0",
                "claude-code | {~\"model\": 5}                                           | line 2, column 10: claude-code cannot read 'model' that",
                "claude-code | {\"permissions\": {\"allow\": \"Bash\"}}                     | 'permissions.allow' that is no list",
                "claude-code | {\"permissions\": []}                                       | 'permissions' that is no object",
                "claude-code | {\"disableAllHooks\": \"no\"}                               | neither true nor false",
                "claude-code | {\"cleanupPeriodDays\": \"x\"}                              | 'cleanupPeriodDays' that is no whole number",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"shell\":\"zsh\"}]}]}} | [0].shell' that is none of bash, powershell",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"if\":5}]}]}} | [0].if' that is no text",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"onFailure\":\"stop\"}]}]}} | [0].onFailure' that is none of continue, block",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"asyncRewake\":1}]}]}} | [0].asyncRewake' that is neither",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"args\":\"y\"}]}]}} | [0].args' that is no list",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\",\"url\":\"nope\"}]}]}} | [0].url' as it is",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\",\"url\":\"http://x/\",\"headers\":[]}]}]}} | [0].headers' that is no object",
                "claude-code | {\"hooks\":{\"PreSkillShellCommand\":5}} | 'hooks.PreSkillShellCommand' that is no list",
                "claude-code | {\"x\":1e99999999999}                         | a number that is too large to be read here",
                "claude-code | {\"autoMode\":5} | 'autoMode' that is no object",
                "claude-code | {\"defaultView\":\"compact\"} | 'defaultView' that is none of chat, transcript",
                "claude-code | {\"enabledPlugins\":{\"a@b\":\"1.0\"}} | 'enabledPlugins.a@b' that is neither true nor false and no list",
                "claude-code | {\"sshConfigs\":[{}]} | 'sshConfigs[0]' without 'id'",
                "claude-code | {\"pluginConfigs\":{\"a\":{\"options\":{\"x\":{}}}}} | 'pluginConfigs.a.options.x' that is",
                "claude-code | {\"allowedChannelPlugins\":[\"a@b\"]} | 'allowedChannelPlugins[0]' that is no object",
                "claude-code | {\"cleanupPeriodDays\":9007199254740993} | 'cleanupPeriodDays' that is above 9007199254740991",
                "claude-code | {\"statusLine\":{\"type\":\"command\",\"command\":\"x\",\"padding\":1e999}} | 'statusLine.padding' that is above 1.79",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\",\"url\":\"http://\"}]}]}} | [0].url' as it is",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\",\"url\":\"http://x:99999/\"}]}]}} | [0].url' as it is",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\",\"url\":\"http://a b/\"}]}]}} | [0].url' as it is",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\",\"url\":\"http://[::1\"}]}]}} | [0].url' as it is",
                "claude-code | {\"language\":5} | 'language' that is no text",
                "claude-code | {\"statusLine\":{\"command\":\"x\"}} | 'statusLine' without 'type'",
                "claude-code | {\"sandbox\":{\"network\":{\"allowedDomains\":[5]}}} | 'sandbox.network.allowedDomains[0]' that is no text",
                "claude-code | {\"permissions\":{\"defaultMode\":\"yolo\"}} | 'permissions.defaultMode' that is none of acceptEdits,",
                "claude-code | {\"attribution\":5} | 'attribution' that is neither true nor false and no object",
                "claude-code | {\"x\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]}} | a hook before a call that does not stand below its event",
                "claude-code | {\"x\":{\"y\":[{\"z\":{\"PermissionRequest\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]}}]}} | a hook before a call that does not stand below its event",
                "claude-code | {\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]} | a hook before a call that does not stand below its event",
                "claude-code | {\"x\":{\"hooks\":[1]}} | a hook before a call that does not stand below its event",
                "claude-code | {\"x\":{\"matcher\":\"y\",\"hooks\":{\"z\":1}}} | a hook before a call that does not stand below its event",
                "claude-code | {\"hooks\":{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]}}} | a hook before a call that does not stand below its event",
                "claude-code | {\"hooks\":{\"matcher\":\"x\",\"hooks\":[1]}} | a hook before a call that does not stand below its event",
                "claude-code | {\"hooks\":{\"Stop\":[{\"hooks\":[],\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]}]}} | a hook before a call that does not stand below its event",
                "claude-code | {\"hooks\":{\"Stop\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]}}} | a hook before a call that does not stand below its event",
                "codex | {\"hooks\":{\"Stop\":null}}                            | 'hooks.Stop' that is no list",
                "codex | ^{\"hooks\":{}}                                        | line 1, column 1: codex cannot read a byte order",
                "codex | {~ \"$schema\":\"x\",\"hooks\":{}}                     | line 2, column 2: codex cannot read '$schema', which is nothing it knows there",
                "codex | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"timeout\":18446744073709551616}]}]}} | [0].timeout' that is above",
                "codex | {\"description\":5}                                    | 'description' that is no text",
                "codex | {\"hooks\":{\"Stop\":{}}}                              | 'hooks.Stop' that is no list",
                "codex | {\"hooks\":{\"Stop\":[{\"hooks\":[{\"command\":\"x\"}]}]}} | 'hooks.Stop[0].hooks[0]' without 'type'",
                "codex | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"timeout\":9.0}]}]}} | a 'timeout' that is no whole number",
                "codex | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"timeout\":1.5}]}]}} | [0].timeout' that is no whole number",
                "codex | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\",\"url\":\"http://x\"}]}]}} | [0].type' that is none of command, prompt, agent, mcp_tool",
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
                "claude-code | {\"cleanupPeriodDays\":30.0,\"model\":\"x\",\"env\":{\"A\":5},\"theme\":5,\"permissions\":{\"allow\":[5],\"ask\":[],\"defaultMode\":\"plan\"}}",
                "claude-code | {\"$schema\":\"x\",\"zzz\":1,\"hooks\":{\"Zzz\":{},\"Stop\":[{\"command\":\"x\"}]}}",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"matcher\":\"(\",\"zz\":1,\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"zz\":1,\"timeout\":0.5}]}]}}",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\",\"url\":\"http://x/\"},{\"type\":\"agent\",\"prompt\":\"x\"}]}]}}",
                "claude-code | {\"env\":{\"PreToolUse\":\"x\"},\"mcpServers\":{\"x\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]}},\"x\":{\"PreToolUse\":[]},\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]}}",
                "claude-code | {\"x\":{\"y\":{\"z\":{\"w\":{\"v\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]}}}}},\"y\":{\"hooks\":{\"matcher\":1}}}",
                "claude-code | {\"hooks\":{\"Stop\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"PreToolUse\":[]}]}],\"SessionStart\":null,\"Zzz\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]}}",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"mcp_tool\",\"server\":\"\",\"tool\":\"y\"}]}]},\"deniedMcpServers\":\"zz\",\"enabledMcpjsonServers\":\"x\"}",
                "claude-code | {\"hooks\":{\"Stop\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"true\",\"x\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]}}]}],\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]}}",
                "claude-code | {\"x\":{\"Stop\":[{\"hooks\":[1]}]},\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]}}",
                "claude-code | {\"x\":{\"hooks\":[1],\"Stop\":[]},\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]}}",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\",\"url\":\" http://x/\"}]}]}}",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\",\"url\":\"https://u:p@x.y:8443?z\"}]}]}}",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\",\"url\":\"http://[::1]:80\"}]}]}}",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\",\"url\":\"http://${HOST}/x\"}]}]}}",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\",\"url\":\"http:x\"}]}]}}",
                "claude-code | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"http\",\"url\":\"ftp://x\"}]}]}}",
                "codex | {\"description\":null,\"hooks\":{\"Zzz\":{},\"PreToolUse\":[{\"matcher\":\"X\"},{\"matcher\":null,\"hooks\":[{\"type\":\"prompt\"}]}]}}",
                "codex | {\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"statusMessage\":null,\"once\":5}]}]}}",
                "codex | {\"hooks\":{\"PreToolUse\":[{\"matcher\":\"(\",\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"timeout\":0,\"async\":false}]}]}}",
                "gemini | {~ // mine~ /* too */ \"hooks\":{\"BeforeTool\":[{\"command\":\"x\"},5]}}",
            })
    void whatTheyLoadIsNoTrouble(String agent, String text) {
        assertThat(new Loading(agent(agent), false, text.replace('~', '\n').replace('^', '\uFEFF')).trouble())
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
        assertThat(new Loading(agent, false, text.text()).trouble()).isEmpty();
    }

    /** Seen with such a file below /etc. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"allowManagedHooksOnly\":null,\"model\":5}                        | nothing",
                "{\"x\":{\"PreToolUse\":[{\"hooks\":[]}]},\"hooks\":[]}            | nothing",
                "{\"model\":5,\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"type\":\"zz\"}]}]}} | [0].type' that is none of",
                "{\"hooks\":{},}                                                 | a comma with nothing behind it",
            })
    void withoutWhatAnAdministratorMeantAsAHookClaudeCodeDoesNotStart(String text, String said) {
        var loading = new Loading(Agent.CLAUDE_CODE, true, text);
        assertThat(loading.trouble().orElse("nothing, and so does not start"))
                .contains(said)
                .endsWith(", and so does not start");
        assertThat(loading.isPassedOver()).isFalse();
    }

    @Test
    void whereNothingStandsThereIsNothingToStumbleOver() {
        assertThat(new Loading(Agent.CODEX, false, " \n").trouble()).isEmpty();
    }

    @Test
    void whatIsShownOfItMovesNoCursor() {
        assertThat(trouble(Agent.CODEX, "{\"a\\u001b[1A\\nb\": 1}").chars()).allMatch(one -> one >= ' ');
    }

    private static String trouble(Agent agent, String text) {
        return new Loading(agent, false, text).trouble().orElse("nothing");
    }

    private static Agent agent(String word) {
        return Agent.of(word).orElseThrow();
    }
}
