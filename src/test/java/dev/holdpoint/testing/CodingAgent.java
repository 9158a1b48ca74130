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
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A coding agent as its makers built it, from npm, as a process of its own, with a home of its own and a stand-in for its
 * model, which has it make files. What it made tells what it was allowed.
 */
public final class CodingAgent implements AutoCloseable {

    private static final Path SOURCES = Path.of("src", "test", "agents");
    private static final Path INSTALLED = Path.of("target", "agents");
    private static final int SECONDS = 60;

    private final Path home;
    private final Path project;
    private final AgentModel model;
    private final Command command;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<ProcessHandle> below = new ArrayList<>();
    private Command.Started started;

    /**
     * @param folder of its own
     * @param files that its model wants to have made, one after the other, each by a command
     */
    public CodingAgent(Path folder, String... files) throws IOException, InterruptedException {
        Path bin = NpmPackages.install(SOURCES, INSTALLED, "no coding agent of others")
                .resolve("node_modules")
                .resolve(".bin");
        home = Files.createDirectories(folder.resolve("home"));
        project = Files.createDirectories(folder.resolve("project"));
        model = new AgentModel(Stream.of(files).map(CodingAgent::making).toArray(String[]::new));
        command = new Command(project, Map.of());
        variables.put("HOME", home.toString());
        variables.put("PATH", bin + ":/usr/local/bin:/usr/bin:/bin");
        variables.put("DISABLE_TELEMETRY", "1");
        variables.put("DISABLE_ERROR_REPORTING", "1");
        variables.put("DISABLE_AUTOUPDATER", "1");
        variables.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
        variables.put("ANTHROPIC_BASE_URL", model.url());
        variables.put("ANTHROPIC_API_KEY", "none");
    }

    /** The command by which a file is made. */
    public static String making(String file) {
        return "touch " + file;
    }

    public Path home() {
        return home;
    }

    public AgentModel model() {
        return model;
    }

    /** Runs our own command where it will run, as whoever it runs for. */
    public void holdpoint(Service service, String... arguments) {
        var ours = new ArrayList<>(List.of("HOLDPOINT_URL=" + service.base()));
        Command.Run run =
                command.start(words(ours, Command.words(arguments)), "").end();
        if (run.exit() != 0) {
            throw new AssertionError(run.err());
        }
    }

    /** Writes one of its settings. */
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
    public JsonNode card(Service service, String file) {
        return Awaitility.await("the card of " + file)
                .atMost(SECONDS, TimeUnit.SECONDS)
                .until(
                        () -> {
                            JsonNode found = pending(service, file);
                            if (found == null && !started.process().isAlive()) {
                                throw new AssertionError("it has ended, and there is no card; it said " + said());
                            }
                            return found;
                        },
                        found -> found != null);
    }

    /** The pending question about a file; null where there is none. */
    public @Nullable JsonNode pending(Service service, String file) {
        for (JsonNode item :
                service.api().get("/v1/interactions?limit=100").body().path("items")) {
            if (item.at("/data/input/command").asText().equals(making(file))) {
                return item;
            }
        }
        return null;
    }

    /** Awaits that nobody is asked about a file any more. */
    public void awaitNoCard(Service service, String file, int seconds) {
        Awaitility.await("the card of " + file + " to go")
                .atMost(seconds, TimeUnit.SECONDS)
                .until(() -> pending(service, file) == null);
    }

    /** Answers the pending question about a file. */
    public void answer(Service service, String file, String response) {
        Api.Answer answer = service.api().resolve(card(service, file).path("id").asText(), response);
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
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
