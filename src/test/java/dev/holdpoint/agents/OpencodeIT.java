package dev.holdpoint.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdpoint.testing.AgentModel.Use;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.CodingAgent;
import dev.holdpoint.testing.HeldAgents;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The real opencode, held by the plugin that {@code docs/agents/opencode.md} shows: what was allowed ran as it was shown
 * or edited, all else did not.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OpencodeIT {

    private static final Path DOCS = Path.of("docs", "agents");
    private static final String ALLOW = "{\"behavior\":\"allow\"}";
    private static final String LEASE = "PT1M";
    private static final String SHORT_LEASE = "PT3S";
    private static final List<String> RUN = List.of("opencode", "run", "Do it.");

    @RegisterExtension
    static final HeldAgents HELD = new HeldAgents("opencode");

    /** By the name of its model opencode chooses what that may call to change files. */
    enum Model {
        M("m"),
        GPT("gpt-5");

        private final String id;

        Model(String id) {
            this.id = id;
        }
    }

    @Test
    void whatWasAllowedRunsAsShownOrEditedAndNothingElseRuns() throws Exception {
        // Given
        String elsewhere = "elsewhere";
        CodingAgent agent = HELD.wanting(
                making("shown"),
                making("typed"),
                new Use(
                        "bash",
                        "{\"command\":\"touch here\",\"description\":\"Step\",\"workdir\":\"" + elsewhere + "\"}"),
                new Use("write", "{\"filePath\":\"note\",\"content\":\"as the model has it\"}"),
                making("refused"),
                making("withdrawn"));
        Files.createDirectory(agent.project().resolve(elsewhere));
        start(agent, Model.M);

        // When
        JsonNode card = agent.card("shown");
        agent.answer("shown", ALLOW);
        agent.answer("typed", edited("{\"command\":\"touch edited\",\"description\":\"Step\"}"));
        agent.answer("here", edited("{\"command\":\"touch here\"}"));
        agent.answer(
                agent.cardTitled("write: note as the model has it"),
                edited("{\"filePath\":\"note\",\"content\":\"as the person has it\"}"));
        agent.answer("refused", "{\"behavior\":\"deny\",\"message\":\"not \\\"that\\\" one\"}");
        String last = agent.card("withdrawn").path("id").asText();
        HELD.service().api().post("/v1/interactions/" + last + "/cancel", "{}");

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        assertThat(card.path("title").asText()).isEqualTo("bash: touch shown Step");
        assertThat(card.at("/metadata/agent").asText()).isEqualTo("opencode");
        assertThat(agent.made()).containsExactly("edited", elsewhere, "here", "note", "shown");
        assertThat(agent.project().resolve(elsewhere)).isEmptyDirectory();
        assertThat(agent.project().resolve("note")).hasContent("as the person has it");
        assertThat(agent.model().told()).hasSize(6);
        assertThat(agent.model().told().get(4)).contains("A person refused this", "not \\\"that\\\" one");
        assertThat(agent.model().told().get(5))
                .contains("this is not a refusal")
                .doesNotContain("A person refused");
    }

    /** Nor does what only some models are given to change files by. */
    @Test
    void whatNobodyAnswersDoesNotRun() throws Exception {
        // Given
        String patch = "*** Begin Patch\\n*** Add File: patched\\n+more\\n*** End Patch";
        CodingAgent agent =
                HELD.wanting(making("unanswered"), new Use("apply_patch", "{\"patchText\":\"" + patch + "\"}"));

        // When
        start(agent.with("ASK_TIMEOUT", "PT2S"), Model.GPT);

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        assertThat(agent.made()).isEmpty();
        assertThat(agent.model().told())
                .hasSize(2)
                .allSatisfy(told -> assertThat(told).contains("this is not a refusal"));
        agent.awaitNoCard("unanswered", 10);
    }

    @Test
    void withTheServiceAwayNothingRunsUntilItIsThereAndSomebodyAllowsIt() throws Exception {
        // Given
        CodingAgent agent = HELD.wanting(making("allowed"), making("refused"));
        HELD.kill();

        // When
        start(agent, Model.M);
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> agent.model().heard("Do it."));
        HELD.start();
        agent.card("allowed");
        List<String> before = agent.made();
        agent.answer("allowed", ALLOW);
        agent.answer("refused", "{\"behavior\":\"deny\"}");

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        assertThat(before).isEmpty();
        assertThat(agent.made()).containsExactly("allowed");
    }

    @Test
    void callsAndQuestionsAreHeldOverTheDeathOfTheService() throws Exception {
        // Given
        CodingAgent agent =
                HELD.wanting(making("held"), new Use("holdpoint_ask_human", "{\"question\":\"Which region?\"}"));
        start(agent, Model.M);

        // When
        agent.card("held");
        restart();
        agent.answer("held", ALLOW);
        JsonNode question = agent.cardTitled("Which region?");
        restart();
        agent.answer(question, "{\"answers\":{\"Which region?\":\"the near one\"}}");

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        assertThat(agent.made()).containsExactly("held");
        assertThat(agent.model().told()).hasSize(2);
        assertThat(agent.model().told().get(1)).contains("the near one");
    }

    /** A minute after it, by the page; here after three seconds. */
    @Test
    void noCardOutlivesItsAgent() throws Exception {
        // Given
        CodingAgent agent = HELD.wanting(making("killed"));
        prepare(agent, Model.M, SHORT_LEASE).start(RUN);
        String id = agent.card("killed").path("id").asText();

        // When
        agent.signal("KILL");

        // Then
        agent.awaitNoCard("killed", 30);
        assertThat(origin(id)).isEqualTo("asker-lost");
        assertThat(agent.made()).isEmpty();
    }

    /** Who sits before it stops it, it goes on living, and nobody is asked for what nobody wants any more. */
    @Test
    void whatIsHeldIsNotWantedAnyMoreWhereItWasInterrupted() throws Exception {
        // Given
        CodingAgent agent = HELD.wanting(making("interrupted"));
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        prepare(agent, Model.M, SHORT_LEASE).start(List.of("opencode", "serve", "--port", String.valueOf(port)));
        var its = new Api(URI.create("http://127.0.0.1:" + port));
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> agent.said().contains("listening"));
        String session = "/session/" + its.post("/session", "{}").id();
        its.post(session + "/prompt_async", "{\"parts\":[{\"type\":\"text\",\"text\":\"Do it.\"}]}");
        String id = agent.card("interrupted").path("id").asText();

        // When
        Api.Answer stopped = its.post(session + "/abort", "");

        // Then
        assertThat(stopped.status()).isEqualTo(200);
        agent.awaitNoCard("interrupted", 30);
        assertThat(origin(id)).isEqualTo("asker-lost");
        assertThat(agent.made()).isEmpty();
    }

    private static String origin(String id) {
        return HELD.service()
                .api()
                .get("/v1/interactions/" + id)
                .body()
                .path("origin")
                .asText();
    }

    private static void restart() throws Exception {
        HELD.kill();
        HELD.start();
    }

    private static Use making(String file) {
        return new Use("bash", "{\"command\":\"" + CodingAgent.making(file) + "\",\"description\":\"Step\"}");
    }

    private static String edited(String input) {
        return "{\"behavior\":\"allow\",\"updatedInput\":" + input + "}";
    }

    private static void start(CodingAgent agent, Model model) throws IOException {
        prepare(agent, model, LEASE).start(RUN);
    }

    /** As the page has it set up, with nothing of the internet. */
    private static CodingAgent prepare(CodingAgent agent, Model model, String lease) throws IOException {
        String page = Files.readString(DOCS.resolve("opencode.md"));
        Path settings = agent.project().resolve(".opencode");
        String plugin = shown(page, "js");
        assertThat(plugin).containsOnlyOnce(LEASE);
        agent.writes(settings.resolve("plugins/people.js").toString(), plugin.replace(LEASE, lease));
        agent.writes(
                settings.resolve("holdpoint.mjs").toString(),
                Files.readString(DOCS.resolve("examples").resolve("holdpoint.mjs")));
        agent.writes(
                ".config/opencode/opencode.json", config(page, agent, model).toString());
        for (Path folder : List.of(settings, agent.home().resolve(".config/opencode"))) {
            installedNothing(agent, folder);
        }
        return agent.with("HOLDPOINT_URL", HELD.service().base().toString())
                .with("OPENCODE_DISABLE_AUTOUPDATE", "1")
                .with("OPENCODE_DISABLE_MODELS_FETCH", "1");
    }

    /** It would fetch its types for plugins into each folder of settings, unless they are there by this list. */
    private static void installedNothing(CodingAgent agent, Path folder) throws IOException {
        Files.createDirectories(folder.resolve("node_modules"));
        agent.writes(folder.resolve("package-lock.json").toString(), """
                {"packages":{"":{"dependencies":{"@opencode-ai/plugin":"*"}}}}""");
    }

    private static ObjectNode config(String page, CodingAgent agent, Model model) {
        var config = (ObjectNode) Api.tree(shown(page, "json"));
        ((ObjectNode) config.at("/mcp/holdpoint")).put("url", agent.url("/mcp")).remove("headers");
        config.put("autoupdate", false).put("share", "disabled").put("model", "stand-in/" + model.id);
        ObjectNode provider = config.putObject("provider").putObject("stand-in").put("npm", "@ai-sdk/anthropic");
        provider.putObject("options")
                .put("baseURL", agent.model().url() + "/v1")
                .put("apiKey", "none");
        provider.putObject("models").putObject(model.id);
        config.putArray("enabled_providers").add("stand-in");
        return config;
    }

    private static String shown(String page, String language) {
        Matcher block = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(page);
        assertThat(block.find()).as("the page shows %s", language).isTrue();
        return block.group(1);
    }
}
