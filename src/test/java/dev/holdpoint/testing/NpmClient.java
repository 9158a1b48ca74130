package dev.holdpoint.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A program of {@code src/test/mcp}, with what {@code package-lock.json} there names: a client as others wrote it. */
public final class NpmClient implements AutoCloseable {

    private static final Path SOURCES = Path.of("src", "test", "mcp");
    private static final Path INSTALLED = Path.of("target", "mcp-client");

    private final Process process;
    private final PrintWriter input;
    private final List<JsonNode> lines = new CopyOnWriteArrayList<>();

    private NpmClient(Process process) {
        this.process = process;
        this.input = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
        Thread.ofPlatform().daemon().start(this::read);
    }

    /**
     * Has the programs installed.
     *
     * @param test what is skipped, and says so, where npm has nothing to give
     */
    public static void install(String test) throws IOException, InterruptedException {
        NpmPackages.install(SOURCES, INSTALLED, test);
    }

    /** The words that run a program, once they are installed. */
    public static List<String> words(String program) {
        Path node = INSTALLED.resolve("node_modules/node/bin/node").toAbsolutePath();
        return List.of(
                node.toString(), INSTALLED.resolve(program).toAbsolutePath().toString());
    }

    /** Starts a program that calls a service. */
    public static NpmClient start(String program, URI service) throws IOException {
        var words = new ArrayList<>(words(program));
        words.add(service.resolve("/mcp").toString());
        return new NpmClient(new ProcessBuilder(words)
                .directory(INSTALLED.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    public void say(String line) {
        input.println(line);
    }

    /** What it printed. */
    public List<JsonNode> lines() {
        return lines;
    }

    private void read() {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(Api.tree(line));
            }
        } catch (IOException closed) {
            return; // what was read stays read
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
