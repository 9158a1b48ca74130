package dev.holdpoint.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A coding agent as its makers built it, from npm, as a process of its own, with a home of its own and a stand-in for
 * its model, which has it use tools, mostly to make files. What it made tells what it was allowed.
 */
public final class CodingAgent implements AutoCloseable {

    private static final int SECONDS = 60;

    private final Path home;
    private final Path project;
    private final AgentModel model;
    private final Supplier<Service> service;
    private final Command command;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<ProcessHandle> below = new ArrayList<>();
    private Command.Started started;

    /**
     * @param packages where it is installed
     * @param folder of its own
     * @param service that holds it, whichever that is at the time
     * @param uses that its model wants to make of tools, one after the other
     */
    CodingAgent(Path packages, Path folder, Supplier<Service> service, List<AgentModel.Use> uses) throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        project = Files.createDirectories(folder.resolve("project"));
        model = new AgentModel(uses);
        this.service = service;
        command = new Command(project, Map.of());
        Path bin = packages.resolve("node_modules").resolve(".bin");
        variables.put("HOME", home.toString());
        variables.put("PATH", bin + ":/usr/local/bin:/usr/bin:/bin");
        variables.put("DISABLE_TELEMETRY", "1");
        variables.put("DISABLE_ERROR_REPORTING", "1");
        variables.put("DISABLE_AUTOUPDATER", "1");
        variables.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
        variables.put("ANTHROPIC_BASE_URL", model.url());
        variables.put("ANTHROPIC_API_KEY", "none");
        variables.put("GOOGLE_GEMINI_BASE_URL", model.url());
        variables.put("GEMINI_API_KEY", "none");
        variables.put("GEMINI_CLI_NO_RELAUNCH", "1"); // else there are two of it, one of which only starts the other
    }

    /** Has Codex do what its model wants, with nothing but hooks in the way. */
    public void startCodex() {
        start(List.of(
                "codex",
                "exec",
                "--skip-git-repo-check",
                "--dangerously-bypass-hook-trust",
                "--sandbox",
                "danger-full-access",
                "Do it."));
    }

    /** By which Codex finds the stand-in. */
    public static String codexConfiguration(String model) {
        return """
                model = "m"
                model_provider = "stand-in"
                check_for_update_on_startup = false
                [analytics]
                enabled = false
                [model_providers.stand-in]
                name = "stand-in"
                base_url = "%s/v1"
                wire_api = "responses"
                request_max_retries = 0
                stream_max_retries = 0
                """.formatted(model);
    }

    /** The command by which a file is made. */
    public static String making(String file) {
        return "touch " + file;
    }

    public Path home() {
        return home;
    }

    /** Where it works. */
    public Path project() {
        return project;
    }

    public AgentModel model() {
        return model;
    }

    /** What its environment has besides. */
    public CodingAgent with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Where something of the service is. */
    public String url(String path) {
        return service.get().base().resolve(path).toString();
    }

    /** Runs our own command where it will run, as whoever it runs for, and all is well. */
    public void holdpoint(String... arguments) {
        Command.Run run = run(arguments);
        if (run.exit() != 0) {
            throw new AssertionError(run.err());
        }
    }

    /** The same, and tells what became of it. */
    public Command.Run run(String... arguments) {
        var ours = new ArrayList<>(List.of("HOLDPOINT_URL=" + service.get().base()));
        return command.start(words(ours, Command.words(arguments)), "").end();
    }

    /** Writes one of its settings, in its home, or wherever the whole path says. */
    public void writes(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    public void start(List<String> words) {
        started = command.start(words(List.of(), words), "");
    }

    /** Nothing of the environment that this test runs in, which may be a coding agent's. */
    private List<String> words(List<String> more, List<String> words) {
        var all = new ArrayList<>(List.of("env", "-i"));
        variables.forEach((name, value) -> all.add(name + "=" + value));
        all.addAll(more);
        all.addAll(words);
        return all;
    }

    /** The pending question about a file, once it is there. */
    public JsonNode card(String file) {
        return card("the card of " + file, isAbout(file));
    }

    /** The pending question of a title, once it is there. */
    public JsonNode cardTitled(String title) {
        return card(
                "the card '" + title + "'", item -> item.path("title").asText().equals(title));
    }

    private JsonNode card(String what, Predicate<JsonNode> isIt) {
        return Awaitility.await(what)
                .atMost(SECONDS, TimeUnit.SECONDS)
                .until(
                        () -> {
                            JsonNode found = pending(isIt);
                            if (found == null && !started.process().isAlive()) {
                                throw new AssertionError("it has ended, and there is no card; it said " + said());
                            }
                            return found;
                        },
                        found -> found != null);
    }

    private @Nullable JsonNode pending(Predicate<JsonNode> isIt) {
        for (JsonNode item :
                service.get().api().get("/v1/interactions?limit=100").body().path("items")) {
            if (isIt.test(item)) {
                return item;
            }
        }
        return null;
    }

    private static Predicate<JsonNode> isAbout(String file) {
        return item -> item.at("/data/input/command").asText().equals(making(file));
    }

    /** Awaits that nobody is asked about a file any more. */
    public void awaitNoCard(String file, int seconds) {
        Awaitility.await("the card of " + file + " to go")
                .atMost(seconds, TimeUnit.SECONDS)
                .until(() -> pending(isAbout(file)) == null);
    }

    /** Answers the pending question about a file. */
    public void answer(String file, String response) {
        answer(card(file), response);
    }

    /** Answers a question, which takes the answer. */
    public void answer(JsonNode card, String response) {
        Api.Answer answer = tries(card, response);
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
    }

    /** Answers a question, which may not take it. */
    public Api.Answer tries(JsonNode card, String response) {
        return service.get().api().resolve(card.path("id").asText(), response);
    }

    /** What it started and has not ended, and what that did. */
    public List<ProcessHandle> below() {
        return started.process().descendants().toList();
    }

    public Command.Run end() {
        return started.end();
    }

    public String said() {
        return started.out() + started.err();
    }

    /** As Ctrl-C, or as the kernel does where memory is short; what it started itself is left alone. */
    public void signal(String name) throws IOException, InterruptedException {
        below.addAll(started.process().descendants().toList());
        ProcessHandle agent = below.stream()
                .filter(process -> process.info().command().orElse("").endsWith("/codex")) // Node only starts it
                .findFirst()
                .orElse(started.process().toHandle());
        new ProcessBuilder("kill", "-" + name, String.valueOf(agent.pid()))
                .start()
                .waitFor();
    }

    /** What it made. */
    public List<String> made() throws IOException {
        try (Stream<Path> files = Files.list(project)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() {
        if (started != null) {
            below.addAll(started.process().descendants().toList());
        }
        command.close();
        below.forEach(ProcessHandle::destroyForcibly);
        model.close();
    }
}
