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
 * An example of {@code docs/agents/examples} as its reader runs it: a process of its own in a folder of its own, which may be
 * killed and started again. Its commands make files there: what it made tells what it was allowed.
 */
public final class Example implements AutoCloseable {

    private static final int SECONDS = 60;

    private final Path folder;
    private final List<String> words;
    private final Command command;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<ProcessHandle> below = new ArrayList<>();
    private Command.Started started;

    /**
     * @param folder of its own, where it works
     * @param words that start it
     */
    public Example(Path folder, List<String> words) throws IOException {
        this.folder = Files.createDirectories(folder.resolve("work"));
        this.words = List.copyOf(words);
        this.command = new Command(this.folder, Map.of());
        variables.put("HOME", Files.createDirectories(folder.resolve("home")).toString());
        variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    }

    public Example with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Nothing of the environment that this test runs in. */
    public void start() {
        var all = new ArrayList<>(List.of("env", "-i"));
        variables.forEach((name, value) -> all.add(name + "=" + value));
        all.addAll(words);
        started = command.start(all, "");
    }

    /** Kills it, and what it started. */
    public void kill() throws InterruptedException {
        List<ProcessHandle> all = started.process().descendants().toList();
        started.process().destroyForcibly().waitFor();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    public Path folder() {
        return folder;
    }

    /** The command that makes a file. */
    public static String making(String file) {
        return "touch " + file;
    }

    /** The question about a file, once it is asked. */
    public JsonNode card(Service service, String file) {
        return Awaitility.await("the card of " + file)
                .atMost(SECONDS, TimeUnit.SECONDS)
                .until(
                        () -> {
                            JsonNode found = pending(service, file);
                            if (found == null && !started.process().isAlive()) {
                                throw new AssertionError("it has ended, and asked nothing; it said " + said());
                            }
                            return found;
                        },
                        found -> found != null);
    }

    private static @Nullable JsonNode pending(Service service, String file) {
        List<JsonNode> found = asked(service, file, "pending");
        return found.isEmpty() ? null : found.getFirst();
    }

    /** All questions about a file, however they stand. */
    public static List<JsonNode> asked(Service service, String file) {
        return Stream.of("pending", "resolved", "rejected", "expired", "cancelled")
                .flatMap(status -> asked(service, file, status).stream())
                .toList();
    }

    private static List<JsonNode> asked(Service service, String file, String status) {
        var found = new ArrayList<JsonNode>();
        for (JsonNode item : service.api()
                .get("/v1/interactions?limit=500&status=" + status)
                .body()
                .path("items")) {
            if (item.at("/data/input/command").asText().equals(making(file))) {
                found.add(item);
            }
        }
        return found;
    }

    /** Answers the question about a file, once it is asked. */
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

    /** What it made by its commands; what it keeps by itself has a type. */
    public List<String> made() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.contains("."))
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
    }
}
