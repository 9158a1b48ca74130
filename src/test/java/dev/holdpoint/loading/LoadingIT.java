package dev.holdpoint.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.hook.Agent;
import dev.holdpoint.testing.CodingAgent;
import dev.holdpoint.testing.HeldAgents;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the agents themselves make of settings, beside what is said of it here: of each kind of fault, and of what looks like one and is
 * none, a file with a hook that blocks. Where the agent loads it, the call does not run.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LoadingIT {

    /** Stands for a group with the hook. */
    private static final String OURS = "OURS";

    private static final String HOOKS = "\"hooks\":[{\"type\":\"command\",\"command\":\"echo no >&2; exit 2\"}]}";

    private static final List<String> CLAUDE_CODE =
            List.of("claude", "-p", "Do it.", "--strict-mcp-config", "--allowed-tools", "Bash");

    @RegisterExtension
    static final HeldAgents HELD = new HeldAgents();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"hooks\":{\"PreToolUse\":[OURS],}}",
                "{\"language\":5,\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"model\":null,\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"statusLine\":{\"command\":\"x\"},\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"permissions\":{\"defaultMode\":\"yolo\"},\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"sandbox\":{\"network\":{\"allowedDomains\":[5]}},\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"theme\":5,\"cleanupPeriodDays\":30.0,\"deniedMcpServers\":\"x\",\"zz\":1,\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"hooks\":{\"PreToolUse\":[OURS,{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"shell\":\"zsh\"}]}]}}",
                "{\"hooks\":{\"PreToolUse\":[OURS,{\"hooks\":[{\"type\":\"command\",\"command\":\"x\",\"if\":5}]}]}}",
                "{\"hooks\":{\"PreToolUse\":[OURS,{\"hooks\":[{\"type\":\"http\",\"url\":\"x\"}]}]}}",
                "{\"hooks\":{\"PreToolUse\":[OURS,{\"hooks\":[{\"type\":\"mcp_tool\",\"server\":\"\",\"tool\":\"\"}]}]}}",
                "{\"hooks\":{\"Stop\":[{\"hooks\":5}],\"PreToolUse\":[OURS]}}",
                "{\"hooks\":{\"PreSkillShellCommand\":5,\"PreToolUse\":[OURS]}}",
                "{\"PreToolUse\":[OURS],\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"x\":{\"y\":{\"z\":{\"w\":{\"PreToolUse\":[OURS]}}}},\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"x\":{\"y\":{\"z\":{\"w\":{\"v\":{\"PreToolUse\":[OURS]}}}}},\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"x\":{\"hooks\":[1]},\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"x\":{\"hooks\":{\"matcher\":1}},\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"env\":{\"PreToolUse\":\"x\"},\"x\":{\"PreToolUse\":[]},\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"hooks\":{\"Stop\":[{\"hooks\":[],\"PreToolUse\":[OURS]}],\"PreToolUse\":[OURS]}}",
                "{\"hooks\":{\"Stop\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"true\",\"x\":{\"PreToolUse\":[OURS]}}]}],\"PreToolUse\":[OURS]}}",
                "{\"x\":{\"Stop\":[{\"hooks\":[1]}]},\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"x\":{\"hooks\":[1],\"Stop\":[]},\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"autoMode\":5,\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"enabledPlugins\":{\"a@b\":\"1.0\",\"c@d\":[\"1.0\"]},\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"cleanupPeriodDays\":9007199254740993,\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"hooks\":{\"PreToolUse\":[OURS,{\"hooks\":[{\"type\":\"http\",\"url\":\"http://x:99999/\"},{\"type\":\"http\",\"url\":\"http://${HOST}/\"}]}]}}",
                "{\"hooks\":{\"Zzz\":[OURS],\"PreToolUse\":[OURS]}}",
            })
    void claudeCodeLoadsWhatIsSaidToBeLoaded(String settings) throws Exception {
        isAsSaid(Agent.CLAUDE_CODE, ".claude/settings.json", settings, agent -> agent.start(CLAUDE_CODE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"description\":null,\"hooks\":{\"Zzz\":{},\"PreToolUse\":[OURS,{\"matcher\":null,\"hooks\":[{\"type\":\"prompt\"}]}]}}",
                "{\"description\":5,\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"x\":5,\"hooks\":{\"PreToolUse\":[OURS]}}",
                "{\"hooks\":{\"Stop\":null,\"PreToolUse\":[OURS]}}",
                "{\"hooks\":{\"PreToolUse\":[OURS,{\"hooks\":[{\"type\":\"http\",\"url\":\"http://x/\"}]}]}}",
                "{\"hooks\":{\"PreToolUse\":[OURS,{\"hooks\":[{\"type\":\"command\",\"command\":\"true\",\"timeout\":9.0}]}]}}",
                "{\"hooks\":{\"PreToolUse\":[OURS,{\"hooks\":[{\"type\":\"command\",\"command\":\"true\",\"async\":1}]}]}}",
                "{\"hooks\":{\"PreToolUse\":[OURS,"
                        + "{\"hooks\":[{\"type\":\"command\",\"command\":\"true\",\"statusMessage\":null,\"once\":5}]}]}}",
            })
    void codexLoadsWhatIsSaidToBeLoaded(String settings) throws Exception {
        isAsSaid(Agent.CODEX, ".codex/hooks.json", settings, CodingAgent::startCodex);
    }

    /** Each fits the tool for some who read it, and for the agent none. */
    @ParameterizedTest
    @ValueSource(strings = {"[[:alpha:]]+", "[]B]ash", "(?i)bash", "Bash"})
    void claudeCodeRunsAHookForTheToolsThatAreSaidToBeHeld(String tools) throws Exception {
        CodingAgent agent = HELD.making("ran");
        agent.writes(
                ".claude/settings.json", "{\"hooks\":{\"PreToolUse\":[{\"matcher\":\"" + tools + "\"," + HOOKS + "]}}");
        agent.start(CLAUDE_CODE);
        agent.end();
        assertThat(new ToolPattern(Agent.CLAUDE_CODE, tools).foreign().isEmpty())
                .as(agent.said())
                .isEqualTo(!agent.made().contains("ran"));
    }

    private static void isAsSaid(Agent which, String file, String settings, Consumer<CodingAgent> starting)
            throws Exception {
        // Given
        CodingAgent agent = HELD.making("ran");
        agent.writes(
                ".codex/config.toml",
                CodingAgent.codexConfiguration(agent.model().url()));
        String text = settings.replace(OURS, "{" + HOOKS);
        agent.writes(file, text);

        // When
        starting.accept(agent);
        agent.end();

        // Then
        assertThat(agent.model().told()).as(agent.said()).hasSize(1);
        boolean isLoaded = !agent.made().contains("ran");
        assertThat(new Loading(which, false, text).trouble().isEmpty())
                .as("said to be loaded; the agent said " + agent.said())
                .isEqualTo(isLoaded);
    }
}
