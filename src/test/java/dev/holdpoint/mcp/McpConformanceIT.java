package dev.holdpoint.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.McpSuite;
import dev.holdpoint.testing.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The conformance suite of MCP against the packaged service: what of it needs no tool of the suite's own. */
class McpConformanceIT {

    private static final List<String> OURS = List.of(
            "server-initialize", "ping", "tools-list", "server-sse-multiple-streams", "dns-rebinding-protection");

    /** Each is for what this server does not have; docs/testing.md tells why. */
    private static final List<String> OTHERS = List.of(
            "logging-set-level",
            "completion-complete",
            "tools-call-image",
            "tools-call-audio",
            "tools-call-embedded-resource",
            "tools-call-mixed-content",
            "tools-call-with-logging",
            "tools-call-sampling",
            "tools-call-elicitation",
            "elicitation-sep1034-defaults",
            "elicitation-sep1330-enums",
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

    @TempDir
    static Path temporary;

    private static Service service;

    @BeforeAll
    static void start() throws Exception {
        McpSuite.install();
        service = new Service(temporary.resolve("data"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (service != null) {
            service.kill();
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void eachCheckOfAScenarioIsPassed(String scenario) throws Exception {
        McpSuite.assertPassed(service.base(), scenario, temporary.resolve(scenario));
    }

    /** Whoever takes a newer suite says of each new scenario which it is. */
    @Test
    void eachScenarioIsRunOrSaidToBeForOthers() throws Exception {
        assertThat(McpSuite.scenarios())
                .containsExactlyInAnyOrderElementsOf(Stream.of(OURS, McpFixturesHttpTest.SCENARIOS, OTHERS)
                        .flatMap(List::stream)
                        .toList());
    }
}
