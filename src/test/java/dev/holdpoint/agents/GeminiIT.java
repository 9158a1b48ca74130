package dev.holdpoint.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.AgentModel.Use;
import dev.holdpoint.testing.CodingAgent;
import dev.holdpoint.testing.Command;
import dev.holdpoint.testing.HeldAgents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real Gemini CLI, which lets a call through where a hook blocks it without a word: what was not allowed did not run. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GeminiIT {

    private static final String ALLOW = "{\"behavior\":\"allow\"}";
    private static final String SETTINGS = ".gemini/settings.json";
    private static final String OWN = """
            "security":{"auth":{"selectedType":"gemini-api-key"}},"privacy":{"usageStatisticsEnabled":false},
            "telemetry":{"enabled":false},"general":{"enableAutoUpdate":false,"enableAutoUpdateNotification":false}""";

    /** A server of its own, with a tool that makes files. */
    private static final String FILES = """
            require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
              const { id, method, params } = JSON.parse(line);
              const answer = (result) => console.log(JSON.stringify({ jsonrpc: '2.0', id, result }));
              if (method === 'initialize') answer({ protocolVersion: params.protocolVersion, capabilities: { tools: {} },
                serverInfo: { name: 'files', version: '1' } });
              else if (method === 'tools/list') answer({ tools: [{ name: 'make', description: 'Makes a file.',
                inputSchema: { type: 'object', properties: { file: { type: 'string' } } } }] });
              else if (method === 'tools/call') {
                require('node:fs').writeFileSync(params.arguments.file, '');
                answer({ content: [{ type: 'text', text: 'made' }] });
              } else if (id !== undefined) answer({});
            });
            """;

    @RegisterExtension
    static final HeldAgents HELD = new HeldAgents();

    @Test
    void whatWasAllowedRunsAsShownOrEditedAndNothingElseRuns() throws Exception {
        // Given
        CodingAgent agent = connected(40, HELD.making("shown", "typed", "refused", "withdrawn"));
        start(agent);

        // When
        JsonNode card = agent.card("shown");
        agent.answer(card, ALLOW);
        JsonNode typed = agent.card("typed");
        var leftOut = agent.tries(typed, edited("{\"command\":\"touch left-out\"}"));
        agent.answer(typed, edited("{\"command\":\"touch edited\",\"description\":\"Step 1\"}"));
        agent.answer("refused", "{\"behavior\":\"deny\",\"message\":\"not \\\"that\\\" one\"}");
        String last = agent.card("withdrawn").path("id").asText();
        HELD.service().api().post("/v1/interactions/" + last + "/cancel", "{}");

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        assertThat(leftOut.status()).as(leftOut.text()).isEqualTo(422);
        assertThat(card.path("title").asText())
                .startsWith("run_shell_command: ")
                .endsWith(" (Step 0)");
        assertThat(card.at("/metadata/agent").asText()).isEqualTo("gemini");
        assertThat(card.at("/metadata/cwd").asText()).isEqualTo(agent.project().toString());
        assertThat(card.at("/metadata/timestamp").asText()).isNotEmpty();
        assertThat(card.at("/metadata/transcript_path").asText()).isNotEmpty();
        assertThat(agent.made()).containsExactly("edited", "shown");
        assertThat(agent.model().told()).hasSize(4);
        assertThat(agent.model().told().get(2)).contains("Tool execution blocked: not \\\"that\\\" one");
        assertThat(agent.model().told().get(3)).contains("this is not a refusal");
    }

    /** What is held by {@code connect} without {@code --tools}, by the names that they have there. */
    @Test
    void itsOtherToolsAndThoseOfServersAreHeldToo() throws Exception {
        // Given
        Use write = new Use("write_file", "{\"file_path\":\"written\",\"content\":\"one\"}");
        Use replace = new Use(
                "replace", "{\"file_path\":\"there\",\"instruction\":\"x\",\"old_string\":\"a\",\"new_string\":\"b\"}");
        Use read = new Use("read_file", "{\"file_path\":\"there\"}");
        CodingAgent agent =
                HELD.wanting(write, replace, read, new Use("mcp_files_make", "{\"file\":\"made\"}"), replace, write);
        agent.writes("files.js", FILES);
        Path there = Files.writeString(agent.project().resolve("there"), "a");
        agent.writes(
                SETTINGS,
                "{" + OWN + ",\"mcpServers\":{\"files\":{\"command\":\"node\",\"args\":[\""
                        + agent.home().resolve("files.js") + "\"]}}}");
        agent.holdpoint("connect", "gemini", "--timeout", "50");
        start(agent);

        // When
        agent.answer(agent.cardTitled("write_file written"), ALLOW);
        agent.answer(agent.cardTitled("replace there"), "{\"behavior\":\"deny\"}");
        JsonNode ofServer = agent.cardTitled("files: make");
        agent.answer(ofServer, "{\"behavior\":\"deny\"}");
        agent.answer(agent.cardTitled("replace there"), ALLOW);
        agent.answer(agent.cardTitled("write_file written"), edited("{\"file_path\":\"edited\",\"content\":\"two\"}"));

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        assertThat(agent.made()).containsExactly("edited", "there", "written");
        assertThat(agent.project().resolve("edited")).hasContent("two");
        assertThat(agent.project().resolve("written")).hasContent("one");
        assertThat(there).hasContent("b");
        assertThat(ofServer.at("/metadata/mcp_context/server_name").asText()).isEqualTo("files");
        assertThat(agent.model().told().get(1)).contains("A person said no.");
    }

    @Test
    void whatNobodyAnswersDoesNotRun() throws Exception {
        // Given
        CodingAgent agent = connected(10, HELD.making("unanswered"));

        // When
        start(agent);
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

    @Test
    void withTheServiceAwayNothingRuns() throws Exception {
        // Given
        CodingAgent agent = connected(10, HELD.making("never"));
        HELD.kill();

        // When
        start(agent);

        // Then
        agent.end();
        Command.Run doctor = agent.run("doctor");
        HELD.start();
        assertThat(agent.made()).isEmpty();
        assertThat(agent.model().told())
                .as(agent.said())
                .singleElement()
                .asString()
                .contains("Holdpoint blocked this");
        assertThat(doctor.exit()).isNotZero();
        assertThat(doctor.out() + doctor.err()).contains("it blocks, but nobody is asked");
    }

    @Test
    void aCallIsHeldOverTheDeathOfTheService() throws Exception {
        // Given
        CodingAgent agent = connected(120, HELD.making("held"));
        start(agent);
        agent.card("held");

        // When
        HELD.kill();
        HELD.start();
        agent.answer("held", ALLOW);

        // Then
        agent.end();
        assertThat(agent.made()).as(agent.said()).containsExactly("held");
    }

    /** Which Gemini CLI takes for leave to go on, with status 2 too; so the line has its shell say something. */
    @Test
    void aHookThatEndsWithoutAWordBlocks() throws Exception {
        // Given
        CodingAgent agent = connected(10, HELD.making("never"));
        rewrites(agent, "\"command\": \"", "\"command\": \"false && ");

        // When
        start(agent);

        // Then
        agent.end();
        assertThat(agent.made()).as(agent.said()).isEmpty();
        assertThat(agent.model().told()).singleElement().asString().contains("Holdpoint: this call was not made");
    }

    @Test
    void aHookThatIsKilledBlocks() throws Exception {
        // Given
        CodingAgent agent = connected(60, HELD.making("killed"));
        start(agent);
        agent.card("killed");

        // When
        for (ProcessHandle process : agent.below()) {
            if (process.children().findAny().isEmpty()) { // not its shell
                process.destroyForcibly();
            }
        }

        // Then
        agent.end();
        assertThat(agent.made()).as(agent.said()).isEmpty();
        assertThat(agent.model().told()).singleElement().asString().contains("Tool execution blocked");
    }

    /** Gemini CLI takes output that is not all JSON for words, and those for leave to go on; so what is denied has its status. */
    @Test
    void whatIsSaidBesideTheAnswerOpensNothing() throws Exception {
        // Given
        CodingAgent agent = connected(40, HELD.making("denied"));
        rewrites(agent, "\"command\": \"", "\"command\": \"echo warning; ");
        start(agent);

        // When
        agent.answer("denied", "{\"behavior\":\"deny\",\"message\":\"not this\"}");

        // Then
        agent.end();
        assertThat(agent.made()).as(agent.said()).isEmpty();
        assertThat(agent.model().told()).singleElement().asString().contains("not this");
    }

    @Test
    void whoeverIsToldToStopStops() throws Exception {
        // Given
        CodingAgent agent = connected(40, HELD.making("stopped", "never-tried"));
        start(agent);

        // When
        agent.answer("stopped", "{\"behavior\":\"deny\",\"message\":\"enough\",\"interrupt\":true}");

        // Then
        agent.end();
        assertThat(agent.made()).as(agent.said()).isEmpty();
        assertThat(agent.said()).contains("Agent execution stopped by hook: enough");
        assertThat(agent.model().told()).as("the model was asked no more").isEmpty();
    }

    /** The hook that is left behind takes back what it asked. */
    @Test
    void noCardOutlivesItsAgent() throws Exception {
        // Given
        CodingAgent agent = connected(600, HELD.making("orphan"));
        start(agent);
        agent.card("orphan");
        List<ProcessHandle> hooks = agent.below();

        // When
        agent.signal("KILL");

        // Then
        Awaitility.await("the hook to end")
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> hooks.stream().noneMatch(ProcessHandle::isAlive));
        agent.awaitNoCard("orphan", 10);
        assertThat(hooks).isNotEmpty();
        assertThat(agent.made()).isEmpty();
    }

    /** Its own settings, or those of the project that it works in: no hook of anybody is run then. */
    @Test
    void whereHooksAreTurnedOffNothingIsHeldAndDoctorSaysSo() throws Exception {
        // Given
        CodingAgent agent = connected(10, HELD.making("free"));
        String off = "{\"hooksConfig\":{\"enabled\":false}}";
        agent.with("GEMINI_CLI_TRUST_WORKSPACE", "true");
        Files.createDirectories(agent.project().resolve(".gemini"));
        Files.writeString(agent.project().resolve(SETTINGS), off);

        // When
        start(agent);

        // Then
        agent.end();
        assertThat(agent.made()).as(agent.said()).containsExactly("free");
        Command.Run doctor = agent.run("doctor");
        assertThat(doctor.exit()).isNotZero();
        assertThat(doctor.out() + doctor.err()).contains("DANGER", "hooksConfig.enabled");
    }

    private static void rewrites(CodingAgent agent, String what, String by) throws Exception {
        agent.writes(SETTINGS, Files.readString(agent.home().resolve(SETTINGS)).replace(what, by));
    }

    private static String edited(String input) {
        return "{\"behavior\":\"allow\",\"updatedInput\":" + input + "}";
    }

    /** Has it held for so many seconds. */
    private static CodingAgent connected(int seconds, CodingAgent agent) throws Exception {
        agent.writes(SETTINGS, "{" + OWN + "}");
        agent.holdpoint("connect", "gemini", "--timeout", String.valueOf(seconds + 10));
        return agent;
    }

    private static void start(CodingAgent agent) {
        agent.with("GEMINI_CLI_TRUST_WORKSPACE", "true");
        var words = new ArrayList<>(List.of("gemini", "-m", "gemini-2.5-pro", "--approval-mode", "yolo"));
        words.addAll(List.of("-p", "Do it."));
        agent.start(words);
    }
}
