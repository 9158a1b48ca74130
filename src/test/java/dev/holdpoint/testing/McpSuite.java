package dev.holdpoint.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** MCP's own conformance suite, from npm, with the Node that comes from there. */
public final class McpSuite {

    private static final Path SOURCES = Path.of("src", "test", "conformance");
    private static final Path INSTALLED = Path.of("target", "mcp-conformance");

    private McpSuite() {}

    /** Installs it; the test is skipped, and says so, where it cannot be had. */
    public static void install() throws IOException, InterruptedException {
        NpmPackages.install(SOURCES, INSTALLED, "the conformance suite of MCP");
    }

    /** What there is for servers. */
    public static List<String> scenarios() throws IOException, InterruptedException {
        Run run = run("list", "--server");
        assertThat(run.exit()).as(run.output()).isZero();
        return run.output()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2).split(" ", 2)[0])
                .toList();
    }

    /**
     * Holds that a service passes each check of a scenario, without a warning.
     *
     * @param results where what was found is written
     */
    public static void assertPassed(URI service, String scenario, Path results)
            throws IOException, InterruptedException {
        Run run = run(
                "server",
                "--url",
                service.resolve("/mcp").toString(),
                "--scenario",
                scenario,
                "--output-dir",
                results.toString());

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(checks(results))
                .as(run.output())
                .anyMatch(check -> check.path("status").asText().equals("SUCCESS"))
                .allMatch(check ->
                        List.of("SUCCESS", "INFO").contains(check.path("status").asText()));
    }

    private record Run(int exit, String output) {}

    private static Run run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(
                INSTALLED.resolve("node_modules/node/bin/node").toAbsolutePath().toString());
        command.add("node_modules/@modelcontextprotocol/conformance/dist/index.js");
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private static List<JsonNode> checks(Path results) throws IOException {
        try (Stream<Path> files = Files.walk(results)) {
            Path file =
                    files.filter(one -> one.endsWith("checks.json")).findFirst().orElseThrow();
            var checks = new ArrayList<JsonNode>();
            Api.tree(Files.readString(file)).forEach(checks::add);
            return checks;
        }
    }
}
