package dev.holdpoint.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.NpmPackages;
import dev.holdpoint.testing.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conformance suite of MCP against the packaged service: what of it is for a server whose tools ask people. */
class McpConformanceIT {

    private static final Path SOURCES = Path.of("src", "test", "conformance");
    private static final Path INSTALLED = Path.of("target", "mcp-conformance");

    /** Each is for what this server does not have, or for a tool, resource or prompt of its own; docs/testing.md tells which. */
    private static final List<String> OTHERS = List.of(
            "logging-set-level",
            "completion-complete",
            "tools-call-simple-text",
            "tools-call-image",
            "tools-call-audio",
            "tools-call-embedded-resource",
            "tools-call-mixed-content",
            "tools-call-with-logging",
            "tools-call-error",
            "tools-call-with-progress",
            "tools-call-sampling",
            "tools-call-elicitation",
            "json-schema-2020-12",
            "elicitation-sep1034-defaults",
            "elicitation-sep1330-enums",
            "server-sse-polling",
            "resources-list",
            "resources-read-text",
            "resources-read-binary",
            "resources-templates-read",
            "resources-subscribe",
            "resources-unsubscribe",
            "prompts-list",
            "prompts-get-simple",
            "prompts-get-with-args",
            "prompts-get-embedded-resource",
            "prompts-get-with-image");

    private static final List<String> OURS = List.of(
            "server-initialize", "ping", "tools-list", "server-sse-multiple-streams", "dns-rebinding-protection");

    @TempDir
    static Path temporary;

    private static Service service;

    @BeforeAll
    static void start() throws Exception {
        NpmPackages.install(SOURCES, INSTALLED, "the conformance suite of MCP");
        service = new Service(temporary.resolve("data"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (service != null) {
            service.kill();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server-initialize",
                "ping",
                "tools-list",
                "server-sse-multiple-streams",
                "dns-rebinding-protection"
            })
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void eachCheckOfAScenarioIsPassed(String scenario) throws Exception {
        Path results = temporary.resolve(scenario);

        Run run = run(
                "server",
                "--url",
                service.base().resolve("/mcp").toString(),
                "--scenario",
                scenario,
                "--output-dir",
                results.toString());

        assertThat(run.exit()).as(run.output()).isZero();
        List<JsonNode> checks = checks(results);
        assertThat(checks)
                .as(run.output())
                .anyMatch(check -> check.path("status").asText().equals("SUCCESS"))
                .allMatch(check ->
                        List.of("SUCCESS", "INFO").contains(check.path("status").asText()));
    }

    /** Whoever takes a newer suite says of each new scenario which it is. */
    @Test
    void eachScenarioIsRunOrSaidToBeForOthers() throws Exception {
        Run run = run("list", "--server");

        assertThat(run.exit()).isZero();
        List<String> all = run.output()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2).split(" ", 2)[0])
                .toList();
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(OURS.stream(), OTHERS.stream()).toList());
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
