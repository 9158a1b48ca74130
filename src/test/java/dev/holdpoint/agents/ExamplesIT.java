package dev.holdpoint.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.AgUiAgent;
import dev.holdpoint.testing.AgentModel;
import dev.holdpoint.testing.Command;
import dev.holdpoint.testing.Example;
import dev.holdpoint.testing.NpmPackages;
import dev.holdpoint.testing.Service;
import dev.holdpoint.testing.ShellModel;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of {@code docs/agents/examples}, each with the real framework, from npm: what was allowed ran as it was shown or
 * edited, all else did not. All of them at once, with one service.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ExamplesIT {

    private static final Path EXAMPLES = Path.of("docs", "agents", "examples");
    private static final Path SOURCES = Path.of("src", "test", "examples");
    private static final Path INSTALLED = Path.of("target", "examples");
    private static final Path JAVA = Path.of("target", "examples-java");
    private static final int MINUTES_TO_BUILD = 4;
    private static final String ALLOW = "{\"behavior\":\"allow\"}";
    private static final String DENY = "{\"behavior\":\"deny\",\"message\":\"not that one\"}";

    @TempDir
    static Path data;

    private static Service service;
    private static int port;

    @TempDir
    Path folder;

    private final List<AutoCloseable> started = new ArrayList<>();

    /** Whose agents ask. */
    enum Framework {
        LANGGRAPH("langgraph.mjs"),
        VERCEL_AI("vercel-ai.mjs"),
        OPENAI_AGENTS("openai-agents.mjs"),
        AG_UI("ag-ui.mjs"),
        CLAUDE_AGENT_SDK("claude-agent-sdk.mjs"),
        LANGCHAIN4J("examples.LangChain4j");

        private final String file;

        Framework(String file) {
            this.file = file;
        }

        boolean canEdit() {
            return this != VERCEL_AI && this != OPENAI_AGENTS;
        }

        /** Claude Code's call ids are of one process: after it nothing finds its questions again. */
        boolean canComeBack() {
            return this != CLAUDE_AGENT_SDK;
        }

        /** Claude Code asks about one call after the other. */
        boolean asksAllAtOnce() {
            return this != CLAUDE_AGENT_SDK;
        }

        /** What is made where all but what was refused was allowed; LangChain drops what was asked together with it. */
        List<String> made() {
            return Stream.of("shown", canEdit() ? "edited" : "typed", this == LANGGRAPH ? "" : "with")
                    .filter(file -> !file.isEmpty())
                    .sorted()
                    .toList();
        }

        /** How silence is told, in the words of its wire. */
        String silence() {
            return this == AG_UI ? "\"status\":\"cancelled\"" : "this is not a refusal";
        }

        /** The files that an agent is to make are named for whose it is. */
        String name(String file) {
            return name() + "-" + file;
        }
    }

    /** One that was started, and what its model hears. */
    record Agent(Framework framework, Example example, Supplier<Map<String, String>> model) {

        void answer(String file, String response) {
            example.answer(service, framework.name(file), response);
        }

        String card(String file) {
            return example.card(service, framework.name(file)).path("id").asText();
        }

        /** What its model was told that came of the command for a file. */
        String told(String file) {
            return model.get().getOrDefault(Example.making(framework.name(file)), "nothing");
        }

        List<String> made() throws IOException {
            return example.made().stream()
                    .map(file -> file.substring(framework.name("").length()))
                    .toList();
        }
    }

    @BeforeAll
    static void serve() throws Exception {
        NpmPackages.install(SOURCES, INSTALLED, "no example with the framework of others");
        copy(EXAMPLES, INSTALLED, 1);
        copy(EXAMPLES.resolve("java"), JAVA, 9);
        Process build = new ProcessBuilder(
                        "./mvnw",
                        "-q",
                        "-B",
                        "-ntp",
                        "-f",
                        JAVA.resolve("pom.xml").toString(),
                        "package")
                .redirectErrorStream(true)
                .redirectOutput(JAVA.resolve("build.log").toFile())
                .start();
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        service = new Service(data, port);
        assertThat(build.waitFor(MINUTES_TO_BUILD, TimeUnit.MINUTES))
                .as("Maven ends")
                .isTrue();
        assertThat(build.exitValue())
                .as(Files.readString(JAVA.resolve("build.log")))
                .isZero();
    }

    private static void copy(Path from, Path to, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(from, depth)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copied = to.resolve(from.relativize(file));
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (service != null) {
            service.kill();
        }
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : started) {
            one.close();
        }
    }

    @Test
    void whatWasAllowedRunsAsShownOrEditedAndNothingElseRuns() throws Exception {
        // Given
        Map<Framework, Agent> all = all(
                "PT10M",
                List.of(
                        List.of("shown", "typed"),
                        List.of("with", "refused"),
                        List.of("declined"),
                        List.of("withdrawn")));

        // When
        for (Agent agent : all.values()) {
            JsonNode card = agent.example().card(service, agent.framework().name("shown"));
            assertThat(card.at("/responseSchema/properties/updatedInput").isObject())
                    .as("an edit is offered where it can be told")
                    .isEqualTo(agent.framework().canEdit());
            if (agent.framework().asksAllAtOnce()) {
                edit(agent, "typed");
            }
            agent.answer("shown", ALLOW);
            if (!agent.framework().asksAllAtOnce()) {
                edit(agent, "typed");
            }
        }
        for (Agent agent : all.values()) {
            if (agent.framework().asksAllAtOnce()) {
                agent.answer("refused", DENY);
            }
            agent.answer("with", ALLOW);
            if (!agent.framework().asksAllAtOnce()) {
                agent.answer("refused", DENY);
            }
        }
        for (Agent agent : all.values()) {
            service.api().post("/v1/interactions/" + agent.card("declined") + "/reject", "{\"reason\":\"nor this\"}");
            service.api().post("/v1/interactions/" + agent.card("withdrawn") + "/cancel", "{}");
        }

        // Then
        for (Agent agent : all.values()) {
            assertThat(agent.example().end().exit())
                    .as(agent.framework() + agent.example().said())
                    .isZero();
            assertThat(agent.made())
                    .as("%s", agent.framework())
                    .isEqualTo(agent.framework().made());
            assertThat(agent.told("refused")).contains("refused this", "not that one");
            assertThat(agent.told("declined")).contains("refused this", "nor this");
            assertThat(agent.told("withdrawn"))
                    .contains(agent.framework().silence())
                    .doesNotContain("refused this");
        }
    }

    /** Allows it with another input; where that would be lost it is refused, and then it is allowed as it is. */
    private static void edit(Agent agent, String file) {
        String edited = Example.making(agent.framework().name("edited"));
        String edit = "{\"behavior\":\"allow\",\"updatedInput\":{\"command\":\"" + edited + "\"}}";
        if (agent.framework().canEdit()) {
            agent.answer(file, edit);
        } else {
            assertThat(service.api().resolve(agent.card(file), edit).status()).isEqualTo(422);
            agent.answer(file, ALLOW);
        }
    }

    @Test
    void whatNobodyAnswersDoesNotRunAndIsNotToldAsARefusal() throws Exception {
        // Given
        Map<Framework, Agent> all = all("PT2S", List.of(List.of("unanswered")));

        // When
        for (Agent agent : all.values()) {
            assertThat(agent.example().end().exit()).as(agent.example().said()).isZero();
        }

        // Then
        for (Agent agent : all.values()) {
            assertThat(agent.made()).as("%s", agent.framework()).isEmpty();
            assertThat(agent.told("unanswered")).contains(agent.framework().silence());
        }
    }

    /** Of two calls one is answered while nobody is there to hear it, the other one after that. */
    @Test
    void anAskerThatIsKilledFindsItsQuestionsAgain() throws Exception {
        // Given
        Map<Framework, Agent> all = all("PT10M", List.of(List.of("while-away", "after")));
        all.keySet().removeIf(framework -> !framework.canComeBack());
        for (Agent agent : all.values()) {
            agent.card("while-away");
            agent.card("after");
        }

        // When
        for (Agent agent : all.values()) {
            agent.example().kill();
            agent.answer("while-away", ALLOW);
            agent.example().start();
        }
        for (Agent agent : all.values()) {
            agent.answer("after", ALLOW);
        }

        // Then
        for (Agent agent : all.values()) {
            assertThat(agent.example().end().exit()).as(agent.example().said()).isZero();
            assertThat(agent.made()).as("%s", agent.framework()).containsExactly("after", "while-away");
            assertThat(Example.asked(service, agent.framework().name("while-away")))
                    .hasSize(1);
            assertThat(Example.asked(service, agent.framework().name("after"))).hasSize(1);
        }
    }

    @Test
    void aCallIsHeldOverTheDeathOfTheService() throws Exception {
        // Given
        Map<Framework, Agent> all = all("PT10M", List.of(List.of("held")));
        for (Agent agent : all.values()) {
            agent.card("held");
        }

        // When
        service.kill();
        service = new Service(data, port);
        for (Agent agent : all.values()) {
            agent.answer("held", ALLOW);
        }

        // Then
        for (Agent agent : all.values()) {
            assertThat(agent.example().end().exit()).as(agent.example().said()).isZero();
            assertThat(agent.made()).as("%s", agent.framework()).containsExactly("held");
            assertThat(Example.asked(service, agent.framework().name("held"))).hasSize(1);
        }
    }

    /** By the signature of the Vercel AI SDK, and by what the question's key stands for. */
    @Test
    void whatIsNotWhatWasAskedAboutDoesNotRunThoughItWasAllowed() throws Exception {
        // Given
        Agent other = start(Framework.VERCEL_AI, "PT10M", List.of(List.of("signed")));
        Path kept = other.example().folder().resolve(session(Framework.VERCEL_AI));
        other.card("signed");
        other.example().kill();
        String messages = Files.readString(kept);
        other.answer("signed", ALLOW);

        // When
        other.example()
                .with("APPROVAL_SECRET", "a secret of somebody else, as long as ours")
                .start();
        Command.Run forged = other.example().end();
        Files.writeString(kept, messages.replace("touch ", "touch other-"));
        other.example().start();
        Command.Run edited = other.example().end();

        // Then
        assertThat(forged.exit()).as(other.example().said()).isNotZero();
        assertThat(forged.err()).contains("AI_InvalidToolApprovalSignatureError");
        assertThat(edited.exit()).as(other.example().said()).isNotZero();
        assertThat(edited.err()).contains("the key was used before");
        assertThat(other.made()).isEmpty();
    }

    /** A program with Quarkus' REST client, and no model: a command each, and a status that says who said what. */
    @Test
    void aProgramOnTheRestClientOfQuarkusRunsWhatWasAllowed() throws Exception {
        // Given
        Example allowed = program("allowed", "PT10M");
        Example refused = program("refused", "PT10M");
        Example unanswered = program("unanswered", "PT2S");
        Example again = program("again", "PT10M");

        // When
        String card = again.card(service, "again").path("id").asText();
        again.kill();
        service.kill();
        service = new Service(data, port);
        again.start();
        allowed.answer(service, "allowed", ALLOW);
        refused.answer(service, "refused", DENY);
        int edited = service.api()
                .resolve(card, "{\"behavior\":\"allow\",\"updatedInput\":{\"command\":\"false\"}}")
                .status();
        again.answer(service, "again", ALLOW);

        // Then
        assertThat(allowed.end().exit()).as(allowed.said()).isZero();
        assertThat(refused.end().exit()).as(refused.said()).isEqualTo(1);
        assertThat(unanswered.end().exit()).as(unanswered.said()).isEqualTo(2);
        assertThat(again.end().exit()).as(again.said()).isZero();
        assertThat(allowed.made()).containsExactly("allowed");
        assertThat(refused.made()).isEmpty();
        assertThat(refused.said()).contains("refused this", "not that one");
        assertThat(unanswered.made()).isEmpty();
        assertThat(unanswered.said()).contains("this is not a refusal").doesNotContain("refused this");
        assertThat(again.made()).containsExactly("again");
        assertThat(Example.asked(service, "again")).hasSize(1);
        assertThat(edited).as("it could not be told of an edit").isEqualTo(422);
    }

    private Example program(String file, String timeout) throws IOException {
        Path jar = JAVA.resolve("target").resolve("quarkus-app").resolve("quarkus-run.jar");
        String job = folder.getFileName() + "-" + file;
        var example = new Example(
                folder.resolve(file),
                List.of(java(), "-jar", jar.toAbsolutePath().toString(), job, Example.making(file)));
        started.add(example);
        example.with("HOLDPOINT_URL", service.base().toString()).with("ASK_TIMEOUT", timeout);
        example.start();
        return example;
    }

    /** What an agent keeps, and is found by. */
    private String session(Framework framework) {
        return folder.getFileName() + "-" + framework.name() + ".json";
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** One of each framework, whose model wants so many files made in each turn. */
    private Map<Framework, Agent> all(String timeout, List<List<String>> turns) throws IOException {
        var all = new EnumMap<Framework, Agent>(Framework.class);
        for (Framework framework : Framework.values()) {
            all.put(framework, start(framework, timeout, turns));
        }
        return all;
    }

    private Agent start(Framework framework, String timeout, List<List<String>> turns) throws IOException {
        List<List<String>> commands = turns.stream()
                .map(turn -> turn.stream()
                        .map(file -> Example.making(framework.name(file)))
                        .toList())
                .toList();
        var example = new Example(folder.resolve(framework.name()), words(framework));
        started.add(example);
        example.with("HOLDPOINT_URL", service.base().toString()).with("ASK_TIMEOUT", timeout);
        Agent agent;
        if (framework == Framework.CLAUDE_AGENT_SDK) {
            var model = new AgentModel(commands.stream()
                    .flatMap(List::stream)
                    .map(command -> AgentModel.Use.command(command, "Makes a file"))
                    .toList());
            started.add(model);
            example.with("ANTHROPIC_BASE_URL", model.url())
                    .with("ANTHROPIC_API_KEY", "none")
                    .with("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
            agent = new Agent(framework, example, () -> told(commands, model.told()));
        } else if (framework == Framework.AG_UI) {
            var other = new AgUiAgent(example.folder(), commands);
            started.add(other);
            example.with("AGENT_URL", other.url());
            agent = new Agent(framework, example, other::told);
        } else {
            var model = new ShellModel(commands);
            started.add(model);
            example.with("OPENAI_BASE_URL", model.url() + "/v1")
                    .with("OPENAI_API_KEY", "none")
                    .with("OPENAI_AGENTS_DISABLE_TRACING", "1")
                    .with("APPROVAL_SECRET", "a secret of this test, which is long enough");
            agent = new Agent(framework, example, model::told);
        }
        example.start();
        return agent;
    }

    private static Map<String, String> told(List<List<String>> commands, List<String> results) {
        var told = new HashMap<String, String>();
        List<String> all = commands.stream().flatMap(List::stream).toList();
        for (int number = 0; number < results.size(); number++) {
            told.put(all.get(number), results.get(number));
        }
        return told;
    }

    private List<String> words(Framework framework) {
        Path installed = INSTALLED.toAbsolutePath();
        String session = session(framework);
        if (framework == Framework.LANGCHAIN4J) {
            Path app = JAVA.resolve("target").resolve("quarkus-app").toAbsolutePath();
            return List.of(java(), "-cp", app + "/app/*:" + app + "/lib/main/*", framework.file, "Do it.", session);
        }
        return List.of(
                installed.resolve("node_modules/node/bin/node").toString(),
                installed.resolve(framework.file).toString(),
                "Do it.",
                session);
    }
}
