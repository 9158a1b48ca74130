package dev.holdpoint.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.CodingAgent;
import dev.holdpoint.testing.Service;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real Claude Code, held in each way that it can be: what was allowed ran as it was shown or edited, all else did not. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClaudeCodeIT {

    private static final String ALLOW = "{\"behavior\":\"allow\"}";

    @TempDir
    static Path data;

    private static Service service;
    private static int port;

    @TempDir
    Path folder;

    private final List<CodingAgent> agents = new ArrayList<>();

    /** How Claude Code is held. */
    private enum Way {
        REQUEST_BY_COMMAND(true),
        USE_BY_COMMAND(false),
        REQUEST_BY_HTTP(true),
        USE_BY_HTTP(false),
        USE_BY_MCP(false),
        PROMPT_BY_MCP(true);

        /** Whether it can be told to stop, and what not to ask again. */
        private final boolean carriesMore;

        Way(boolean carriesMore) {
            this.carriesMore = carriesMore;
        }

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
                case USE_BY_MCP -> settings(agent, "PreToolUse", MCP_HOOK);
                case PROMPT_BY_MCP -> {}
            }
            agent.writes("mcp.json", """
                    {"mcpServers":{"holdpoint":{"type":"http","url":"%s","timeout":%d}}}
                    """.formatted(service.base().resolve("/mcp"), seconds * 1_000));
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
            agent.start(words);
        }

        private static String http(int seconds) {
            return """
                    {"type":"http","url":"%s","timeout":%d,"onFailure":"block"}""".formatted(service.base().resolve("/v1/agents/claude-code/hook?wait=" + seconds), seconds + 10);
        }

        private static void settings(CodingAgent agent, String event, String hook) throws IOException {
            agent.writes(".claude/settings.json", """
                    {"hooks":{"%s":[{"matcher":"Bash","hooks":[%s]}]}}""".formatted(event, hook));
        }
    }

    private static final String MCP_HOOK = """
            {"type":"mcp_tool","server":"holdpoint","tool":"hook","timeout":60,"input":{
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

    private CodingAgent agent(Way way, int seconds, String... files) throws Exception {
        var agent = new CodingAgent(folder.resolve(way.name()), files);
        agents.add(agent);
        way.prepare(agent, seconds);
        return agent;
    }
}
