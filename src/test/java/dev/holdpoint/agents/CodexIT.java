package dev.holdpoint.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.CodingAgent;
import dev.holdpoint.testing.HeldAgents;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real Codex, which lets a call through on every failure of a hook but one: what was not allowed did not run. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CodexIT {

    private static final String ALLOW = "{\"behavior\":\"allow\"}";

    @RegisterExtension
    static final HeldAgents HELD = new HeldAgents();

    /** How Codex is held. */
    enum Way {
        BY_COMMAND,
        BY_MCP;

        /** Has it held for so many seconds. */
        void prepare(CodingAgent agent, int seconds) throws IOException {
            agent.writes(
                    ".codex/config.toml",
                    CodingAgent.codexConfiguration(agent.model().url())
                            + (this == BY_COMMAND ? "" : """
                    [mcp_servers.holdpoint]
                    url = "%s"
                    tool_timeout_sec = %d
                    """.formatted(agent.url("/mcp"), seconds)));
            if (this == BY_COMMAND) {
                agent.holdpoint("connect", "codex", "--timeout", String.valueOf(seconds + 10));
            } else {
                agent.writes(".codex/hooks.json", """
                        {"hooks":{"PreToolUse":[{"hooks":[{"type":"mcp_tool","server":"holdpoint","tool":"hook","timeout":%d,
                         "input":{"hook_event_name":"${hook_event_name}","session_id":"${session_id}",
                         "tool_name":"${tool_name}","tool_input":"${tool_input}","tool_use_id":"${tool_use_id}",
                         "turn_id":"${turn_id}"}}]}]}}""".formatted(seconds + 10));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasAllowedRunsAsShownOrEditedAndNothingElseRuns(Way way) throws Exception {
        // Given
        CodingAgent agent = agent(way, 40, "shown", "typed", "refused", "withdrawn");
        agent.startCodex();

        // When
        JsonNode card = agent.card("shown");
        agent.answer("shown", ALLOW);
        agent.answer("typed", "{\"behavior\":\"allow\",\"updatedInput\":{\"command\":\"touch edited\"}}");
        agent.answer("refused", "{\"behavior\":\"deny\",\"message\":\"not this one\"}");
        String last = agent.card("withdrawn").path("id").asText();
        HELD.service().api().post("/v1/interactions/" + last + "/cancel", "{}");

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        assertThat(card.path("data").path("toolName").asText()).isEqualTo("Bash");
        assertThat(card.at("/metadata/agent").asText()).isEqualTo("codex");
        assertThat(agent.made()).containsExactly("edited", "shown");
        assertThat(agent.model().told()).hasSize(4);
        assertThat(agent.model().told().get(2)).contains("not this one");
        assertThat(agent.model().told().get(3)).contains("this is not a refusal");
    }

    @Test
    void whatNobodyAnswersDoesNotRun() throws Exception {
        // Given
        CodingAgent agent = agent(Way.BY_COMMAND, 10, "unanswered");

        // When
        agent.startCodex();
        agent.card("unanswered");

        // Then
        agent.end();
        assertThat(agent.made()).isEmpty();
        assertThat(agent.model().told())
                .as(agent.said())
                .singleElement()
                .asString()
                .contains("not a refusal");
        agent.awaitNoCard("unanswered", 10);
    }

    /** What is told in docs/agents/codex.md, and why {@code connect} writes nothing of the kind. */
    @Test
    void aHookThatCallsAToolIsNoGate() throws Exception {
        // Given
        CodingAgent agent = agent(Way.BY_MCP, 10, "unanswered");

        // When
        agent.startCodex();
        agent.card("unanswered");

        // Then
        agent.end();
        assertThat(agent.made()).containsExactly("unanswered");
        agent.awaitNoCard("unanswered", 75);
    }

    /** Only the command blocks: what else cannot be reached, Codex takes for leave to go on. */
    @Test
    void withTheServiceAwayNothingRuns() throws Exception {
        // Given
        CodingAgent agent = agent(Way.BY_COMMAND, 10, "never");
        HELD.kill();

        // When
        agent.startCodex();

        // Then
        agent.end();
        assertThat(agent.made()).isEmpty();
        assertThat(agent.model().told())
                .as(agent.said())
                .singleElement()
                .asString()
                .contains("Holdpoint blocked this");
        HELD.start();
    }

    @Test
    void aCallIsHeldOverTheDeathOfTheService() throws Exception {
        // Given
        Map<Way, CodingAgent> all = pending(120);

        // When
        HELD.kill();
        HELD.start();
        for (var one : all.entrySet()) {
            one.getValue().answer(one.getKey().name(), ALLOW);
        }

        // Then
        for (var one : all.entrySet()) {
            one.getValue().end();
            assertThat(one.getValue().made())
                    .as(one.getKey() + one.getValue().said())
                    .containsExactly(one.getKey().name());
        }
    }

    /** By MCP it could come back, and has a minute for it; a hook that is left behind takes back what it asked. */
    @Test
    void noCardOutlivesItsAgent() throws Exception {
        // Given
        Map<Way, CodingAgent> all = pending(600);

        // When
        for (CodingAgent agent : all.values()) {
            agent.signal("KILL");
        }

        // Then
        for (var one : all.entrySet()) {
            one.getValue().awaitNoCard(one.getKey().name(), one.getKey() == Way.BY_MCP ? 75 : 10);
            assertThat(one.getValue().made()).isEmpty();
        }
    }

    /** One that is held in each way, and wants to make a file of the way's name. */
    private Map<Way, CodingAgent> pending(int seconds) throws Exception {
        var all = new EnumMap<Way, CodingAgent>(Way.class);
        for (Way way : Way.values()) {
            all.put(way, agent(way, seconds, way.name()));
        }
        all.values().forEach(CodingAgent::startCodex);
        for (var one : all.entrySet()) {
            one.getValue().card(one.getKey().name());
        }
        return all;
    }

    private CodingAgent agent(Way way, int seconds, String... files) throws Exception {
        CodingAgent agent = HELD.making(files);
        way.prepare(agent, seconds);
        return agent;
    }
}
