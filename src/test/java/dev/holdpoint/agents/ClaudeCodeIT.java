package dev.holdpoint.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.CodingAgent;
import dev.holdpoint.testing.Service;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real Claude Code, held in each way that it can be: what was allowed ran as it was shown or edited, all else did not. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClaudeCodeIT {

    private static final String STOPPED = "-stopped";
    private static final String ALLOW = "{\"behavior\":\"allow\"}";

    @TempDir
    static Path data;

    private static Service service;
    private static int port;

    @TempDir
    Path folder;

    private final List<CodingAgent> agents = new ArrayList<>();

    /** How Claude Code is held. */
    enum Way {
        REQUEST_BY_COMMAND,
        USE_BY_COMMAND,
        REQUEST_BY_HTTP,
        USE_BY_HTTP,
        USE_BY_MCP,
        PROMPT_BY_MCP;

        /** Has it held for so many seconds. */
        void prepare(CodingAgent agent, int seconds) throws IOException {
            switch (this) {
                case REQUEST_BY_COMMAND ->
                    agent.holdpoint(service, "connect", "claude-code", "--timeout", String.valueOf(seconds + 10));
                case USE_BY_COMMAND ->
                    agent.holdpoint(
                            service,
                            "connect",
                            "claude-code",
                            "--tools",
                            "Bash",
                            "--timeout",
                            String.valueOf(seconds + 10));
                case REQUEST_BY_HTTP -> settings(agent, "PermissionRequest", http(seconds));
                case USE_BY_HTTP -> settings(agent, "PreToolUse", http(seconds));
                case USE_BY_MCP -> settings(agent, "PreToolUse", MCP_HOOK.replace("SECONDS", String.valueOf(seconds)));
                case PROMPT_BY_MCP -> {}
            }
            agent.writes("mcp.json", """
                    {"mcpServers":{"holdpoint":{"type":"http","url":"%s","timeout":%d}}}
                    """.formatted(service.base().resolve("/mcp"), seconds * 1_000));
        }

        /** After which its card is gone, with some to spare. */
        int secondsToComeBack() {
            return this == REQUEST_BY_HTTP || this == USE_BY_HTTP ? 10 : 75;
        }

        void start(CodingAgent agent) {
            var words = new ArrayList<>(List.of("claude", "-p", "Do it.", "--strict-mcp-config"));
            if (this == USE_BY_MCP || this == PROMPT_BY_MCP) {
                words.addAll(
                        List.of("--mcp-config", agent.home().resolve("mcp.json").toString()));
            }
            if (this == PROMPT_BY_MCP) {
                words.addAll(List.of("--permission-prompt-tool", "mcp__holdpoint__approve"));
            }
            if (name().startsWith("USE")) {
                words.addAll(List.of("--allowed-tools", "Bash")); // nothing but the hook is in the way
            }
            agent.start(words);
        }

        private static String http(int seconds) {
            return """
                    {"type":"http","url":"%s","timeout":SECONDS,"onFailure":"block"}""".formatted(service.base().resolve("/v1/agents/claude-code/hook?wait=" + seconds), seconds + 10);
        }

        private static void settings(CodingAgent agent, String event, String hook) throws IOException {
            agent.writes(".claude/settings.json", """
                    {"hooks":{"%s":[{"matcher":"Bash","hooks":[%s]}]}}""".formatted(event, hook));
        }
    }

    private static final String MCP_HOOK = """
            {"type":"mcp_tool","server":"holdpoint","tool":"hook","timeout":SECONDS,"onFailure":"block","input":{
             "hook_event_name":"${hook_event_name}","session_id":"${session_id}","tool_name":"${tool_name}",
             "tool_input":"${tool_input}","tool_use_id":"${tool_use_id}"}}""";

    @BeforeAll
    static void serve() throws IOException {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        service = new Service(data, port);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        service.kill();
    }

    @AfterEach
    void end() {
        agents.forEach(CodingAgent::close);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasAllowedRunsAsShownOrEditedAndNothingElseRuns(Way way) throws Exception {
        // Given
        CodingAgent agent = agent(way, 40, "shown", "typed", "refused", "withdrawn");
        way.start(agent);

        // When
        JsonNode card = agent.card(service, "shown");
        agent.answer(service, "shown", ALLOW);
        agent.answer(service, "typed", "{\"behavior\":\"allow\",\"updatedInput\":{\"command\":\"touch edited\"}}");
        agent.answer(service, "refused", "{\"behavior\":\"deny\",\"message\":\"not \\\"that\\\" one\"}");
        String last = agent.card(service, "withdrawn").path("id").asText();
        service.api().post("/v1/interactions/" + last + "/cancel", "{}");

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        assertThat(card.path("data").path("toolName").asText()).isEqualTo("Bash");
        assertThat(card.path("title").asText()).isEqualTo("Bash: Step 0");
        assertThat(card.at("/metadata/agent").asText()).isEqualTo("claude-code");
        assertThat(agent.made()).containsExactly("edited", "shown");
        assertThat(agent.model().told()).hasSize(4);
        assertThat(agent.model().told().get(2)).contains("not \\\"that\\\" one");
        assertThat(agent.model().told().get(3)).contains("this is not a refusal");
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST_BY_COMMAND", "REQUEST_BY_HTTP", "PROMPT_BY_MCP"})
    void whatWasNotToBeAskedAgainIsNot(Way way) throws Exception {
        // Given
        CodingAgent agent = agent(way, 40, "first", "second");
        way.start(agent);

        // When
        JsonNode card = agent.card(service, "first");
        agent.answer(service, "first", """
                {"behavior":"allow","updatedPermissions":[{"type":"addRules","behavior":"allow","destination":"session",\
                "rules":[{"toolName":"Bash","ruleContent":"touch:*"}]}]}""");

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        assertThat(agent.made()).containsExactly("first", "second");
        assertThat(card.at("/data/suggestions").isEmpty()).isEqualTo(way == Way.PROMPT_BY_MCP); // that wire brings none
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST_BY_COMMAND", "REQUEST_BY_HTTP", "PROMPT_BY_MCP"})
    void whoeverIsToldToStopStops(Way way) throws Exception {
        // Given
        CodingAgent agent = agent(way, 40, "refused", "never-tried");
        way.start(agent);

        // When
        agent.answer(service, "refused", "{\"behavior\":\"deny\",\"message\":\"stop\",\"interrupt\":true}");

        // Then
        agent.end();
        assertThat(agent.made()).isEmpty();
        assertThat(agent.model().told()).as("the model was asked no more").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyAnswersDoesNotRun(Way way) throws Exception {
        // Given
        CodingAgent agent = agent(way, 10, "unanswered");

        // When
        way.start(agent);
        agent.card(service, "unanswered");

        // Then
        agent.end();
        assertThat(agent.made()).isEmpty();
        assertThat(agent.model().told())
                .as(agent.said())
                .singleElement()
                .asString()
                .contains(
                        switch (way) {
                            case USE_BY_MCP ->
                                "blocking because onFailure is"; // it ends the wait before the service does
                            case PROMPT_BY_MCP -> "timed out after 10s";
                            default -> "not a refusal";
                        });
        agent.awaitNoCard(service, "unanswered", 10);
    }

    @Test
    void withTheServiceAwayNothingRuns() throws Exception {
        // Given
        Map<Way, CodingAgent> all = all(10);
        service.kill();

        // When
        all.forEach(Way::start);

        // Then
        for (var one : all.entrySet()) {
            CodingAgent agent = one.getValue();
            agent.end();
            assertThat(agent.made()).as(one.getKey() + agent.said()).isEmpty();
        }
        service = new Service(data, port);
    }

    /** What came by HTTP cannot come back, and is blocked; all else is held until somebody answers. */
    @Test
    void aCallIsHeldOverTheDeathOfTheServiceWhereItCanComeBack() throws Exception {
        // Given
        Map<Way, CodingAgent> all = all(120);
        all.forEach(Way::start);
        for (var one : all.entrySet()) {
            one.getValue().card(service, one.getKey().name());
        }

        // When
        service.kill();
        service = new Service(data, port);
        for (var one : all.entrySet()) {
            if (!one.getKey().name().endsWith("HTTP")) {
                one.getValue().answer(service, one.getKey().name(), ALLOW);
            }
        }

        // Then
        for (var one : all.entrySet()) {
            CodingAgent agent = one.getValue();
            agent.end();
            assertThat(agent.made())
                    .as(one.getKey() + agent.said())
                    .isEqualTo(
                            one.getKey().name().endsWith("HTTP")
                                    ? List.of()
                                    : List.of(one.getKey().name()));
        }
    }

    /** Those that could come back have a minute for it. */
    @Test
    void noCardOutlivesItsAgent() throws Exception {
        // Given
        Map<Way, CodingAgent> killed = all(600);
        var stopped = new EnumMap<Way, CodingAgent>(Way.class);
        for (Way way : List.of(Way.REQUEST_BY_COMMAND, Way.USE_BY_HTTP, Way.PROMPT_BY_MCP)) {
            stopped.put(way, agent(way, 600, way.name() + STOPPED));
        }
        killed.forEach(Way::start);
        stopped.forEach(Way::start);
        for (var one : killed.entrySet()) {
            one.getValue().card(service, one.getKey().name());
        }
        for (var one : stopped.entrySet()) {
            one.getValue().card(service, one.getKey().name() + STOPPED);
        }

        // When
        for (CodingAgent agent : killed.values()) {
            agent.signal("KILL");
        }
        for (CodingAgent agent : stopped.values()) {
            agent.signal("INT");
        }

        // Then
        for (var one : killed.entrySet()) {
            one.getValue()
                    .awaitNoCard(service, one.getKey().name(), one.getKey().secondsToComeBack());
            assertThat(one.getValue().made()).isEmpty();
        }
        for (var one : stopped.entrySet()) {
            one.getValue()
                    .awaitNoCard(
                            service, one.getKey().name() + STOPPED, one.getKey().secondsToComeBack());
            assertThat(one.getValue().made()).isEmpty();
        }
    }

    /** One that is held in each way, and wants to make a file of the way's name. */
    private Map<Way, CodingAgent> all(int seconds) throws Exception {
        var all = new EnumMap<Way, CodingAgent>(Way.class);
        for (Way way : Way.values()) {
            all.put(way, agent(way, seconds, way.name()));
        }
        return all;
    }

    private CodingAgent agent(Way way, int seconds, String... files) throws Exception {
        var agent = new CodingAgent(folder.resolve(way.name() + files[0]), files);
        agents.add(agent);
        way.prepare(agent, seconds);
        return agent;
    }
}
