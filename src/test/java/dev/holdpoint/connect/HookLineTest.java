package dev.holdpoint.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.client.Trees;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.AgentFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines as they stand in settings, run by a shell as agents do, with a script in the place of the command. */
@Timeout(60)
class HookLineTest {

    private static final String ALLOW = "{\"hookSpecificOutput\":{\"hookEventName\":\"PermissionRequest\","
            + "\"decision\":{\"behavior\":\"allow\"}}}";

    @TempDir
    Path temporary;

    static Stream<Arguments> gates() {
        return Stream.of(Agent.values())
                .flatMap(agent -> Hooking.of(agent, "Bash").stream()
                        .map(Hooking::event)
                        .distinct()
                        .map(event -> Arguments.of(agent, event)));
    }

    @ParameterizedTest
    @MethodSource("gates")
    void aMissingCommandIsABlockThatTheAgentHeeds(Agent agent, String event) throws Exception {
        assertBlocked(event, run("sh", line(agent, event, "/nowhere at all/it's/holdpoint")));
    }

    /** What was begun to be written does not spoil the block, nor does an answer open anything once it went wrong. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "printf '\\n{\"hookSpecificOut'; kill -9 $$",
                "echo '" + ALLOW + "'; kill -9 $$",
                "echo '" + ALLOW + "'; exit 3",
                "kill -9 $$",
                "exit 1",
                "exit 127"
            })
    void whateverElseBecomesOfTheCommandIsADenialAndNothingElse(String script) throws Exception {
        for (String shell : List.of("sh", "bash")) {
            assertBlocked(
                    "PermissionRequest", run(shell, line(Agent.CLAUDE_CODE, "PermissionRequest", script(script))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void whatWasDecidedIsPassedOnAsItIs(String shell) throws Exception {
        String answer = ALLOW.replace("\"allow\"", "\"allow\",\"updatedInput\":{\"command\":\"")
                .replace("}}}", "\\\\n \\u0000 %s $(touch x) `x` ' \\\" ü 😀" + "x".repeat(1 << 20) + "\"}}}}");
        Files.writeString(temporary.resolve("answer"), "\n" + answer);

        Ended ended = run(
                shell,
                line(
                        Agent.CLAUDE_CODE,
                        "PermissionRequest",
                        script("cat '" + temporary.resolve("answer") + "'; cat > '" + temporary.resolve("heard")
                                + "'")));

        assertThat(ended.status()).isZero();
        assertThat(ended.out().strip()).isEqualTo(answer);
        assertThat(temporary.resolve("heard")).hasContent("the call");
    }

    @Test
    void closedOutputIsNoConsent() throws Exception {
        String line = line(Agent.CLAUDE_CODE, "PermissionRequest", script("echo '" + ALLOW + "'"));
        Ended ended = run("sh", "{ " + line + "; } >&-");
        assertThat(ended.status()).isNotZero();
        assertThat(ended.out()).isEmpty();
    }

    private static void assertBlocked(String event, Ended ended) {
        if (!event.equals("PermissionRequest")) {
            assertThat(ended.status()).isEqualTo(2);
            return;
        }
        assertThat(ended.status()).isZero();
        JsonNode output = Trees.read(ended.out()).path("hookSpecificOutput");
        assertThat(output.path("hookEventName").asText()).as(ended.out()).isEqualTo(event);
        assertThat(output.at("/decision/behavior").asText()).isEqualTo("deny");
        assertThat(output.at("/decision/message").asText()).startsWith("Holdpoint blocked this: ");
    }

    private String line(Agent agent, String event, String program) {
        var files = new AgentFiles(temporary, temporary, name -> null);
        String settings = new Connecting(files, agent, false, List.of("holdpoint"), line -> {}, question -> true)
                .settings(new Connecting.Wish(List.of(program), List.of("--url", "http://h/it's"), 900, "Bash"));
        return Trees.read(settings).at("/hooks/" + event + "/0/hooks/0/command").asText();
    }

    private String script(String text) throws IOException {
        Path file = Files.writeString(temporary.resolve("holdpoint"), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    private record Ended(int status, String out) {}

    private Ended run(String shell, String line) throws Exception {
        Process process = new ProcessBuilder(shell, "-c", line)
                .directory(temporary.toFile())
                .redirectError(temporary.resolve("err").toFile())
                .start();
        try (var in = process.getOutputStream()) {
            in.write("the call".getBytes(StandardCharsets.UTF_8));
        } catch (IOException deaf) {
            // it reads nothing
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out);
    }
}
