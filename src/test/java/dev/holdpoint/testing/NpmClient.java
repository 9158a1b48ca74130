package dev.holdpoint.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program of {@code src/test/mcp}, with what {@code package-lock.json} there names: a client as others wrote it. */
public final class NpmClient implements AutoCloseable {

    private static final Path SOURCES = Path.of("src", "test", "mcp");
    private static final Path INSTALLED = Path.of("target", "mcp-client");
    private static final int MINUTES = 4;

    private final Process process;
    private final PrintWriter input;
    private final List<JsonNode> lines = new CopyOnWriteArrayList<>();

    private NpmClient(Process process) {
        this.process = process;
        this.input = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
        Thread.ofPlatform().daemon().start(this::read);
    }

    /** Starts a program; the test is skipped, and says so, where npm has nothing to give. */
    public static NpmClient start(String program, URI service) throws IOException, InterruptedException {
        install();
        Path node = INSTALLED.resolve("node_modules/node/bin/node").toAbsolutePath();
        return new NpmClient(new ProcessBuilder(
                        node.toString(), program, service.resolve("/mcp").toString())
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

    private static void install() throws IOException, InterruptedException {
        if (!isReached()) {
            String why = "SKIPPED: npm is not there or reaches no registry, so no MCP client of others was tried";
            System.out.println(why);
            Assumptions.abort(why);
        }
        Files.createDirectories(INSTALLED);
        for (String name : List.of("package.json", "package-lock.json", "client.mjs")) {
            Files.copy(SOURCES.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> said = new ArrayList<>();
        if (npm(said, "ci", "--no-audit", "--no-fund", "--loglevel=error") != 0) {
            throw new IllegalStateException("npm ci failed: " + said);
        }
    }

    private static boolean isReached() throws InterruptedException {
        try {
            return npm(new ArrayList<>(), "view", "node@24", "version") == 0;
        } catch (IOException noNpm) {
            return false;
        }
    }

    private static int npm(List<String> said, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("npm"));
        command.addAll(List.of(arguments));
        Path log = Path.of("target", "npm.log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        if (Files.isDirectory(INSTALLED)) {
            builder.directory(INSTALLED.toFile());
        }
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("npm has not ended in " + MINUTES + " minutes");
        }
        said.add(Files.readString(log));
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
