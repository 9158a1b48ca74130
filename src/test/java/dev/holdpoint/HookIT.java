package dev.holdpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Command;
import dev.holdpoint.testing.Command.Run;
import dev.holdpoint.testing.Command.Started;
import dev.holdpoint.testing.StandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hook as agents run it, a process: what opens the gate, and that nothing else does. */
class HookIT {

    private static final String USE = "{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"s\",\"tool_name\":\"Bash\","
            + "\"tool_input\":{\"command\":\"rm x\"},\"tool_use_id\":\"t1\"}";
    private static final String REQUEST = USE.replace("PreToolUse", "PermissionRequest");
    private static final String ALLOWED = "{\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\","
            + "\"permissionDecision\":\"allow\",\"updatedInput\":{\"command\":\"rm 1.50\"}}}";
    private static final String DENIED = "{\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\","
            + "\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"Anna: no\"}}";

    @TempDir
    Path temporary;

    private final Map<String, String> variables = new HashMap<>();
    private final StandIn service = new StandIn();
    private Command command;

    @BeforeEach
    void prepare() {
        variables.put("HOLDPOINT_URL", service.url());
        variables.put("HOLDPOINT_TOKEN", "hpa_x");
        command = new Command(temporary, variables);
    }

    @AfterEach
    void end() {
        command.close();
        service.close();
    }

    @Test
    void whatWasDecidedIsPassedOnAsItIs() {
        service.answers(200, ALLOWED);
        Run allowed = hook(USE, "claude-code", "--timeout", "60");
        assertThat(allowed.exit()).as(allowed.err()).isZero();
        assertThat(allowed.out().strip()).isEqualTo(ALLOWED);
        assertThat(allowed.err()).isEmpty();
        StandIn.Heard heard = service.heard().getFirst();
        assertThat(heard.target()).matches("/v1/agents/claude-code/hook\\?wait=5[0-9]");
        assertThat(heard.authorization()).isEqualTo("Bearer hpa_x");
        assertThat(heard.key()).matches("\"[0-9a-f-]{36}\"");
        assertThat(heard.body()).isEqualTo(USE);

        service.answers(200, DENIED);
        Run denied = hook(USE, "claude-code", "--timeout", "60");
        assertThat(denied.exit()).isZero();
        assertThat(denied.out().strip()).isEqualTo(DENIED);
    }

    /** Gemini CLI takes no decision that has other words beside it, and goes on with what it had. */
    @ParameterizedTest
    @CsvSource({
        "JAVA_OPTS,-XX:+UseLargePages -XX:SharedArchiveFile=/none -XX:+PrintFlagsFinal",
        "JAVA_OPTS,-Xlog:all=info",
        "JDK_JAVA_OPTIONS,-Xlog:gc*",
        "JAVA_TOOL_OPTIONS,-XX:+PrintFlagsFinal -Xlog:all=info -XX:SharedArchiveFile=/none"
    })
    void whatAJvmSaysOfItselfIsNotBesideADecision(String name, String options) {
        assumeThat(Command.words()).contains("-jar");
        variables.put(name, options);
        service.answers(200, ALLOWED);

        String script = Path.of("holdpoint").toAbsolutePath().toString();
        Run run = command.start(List.of(script, "hook", "claude-code", "--timeout", "60"), USE)
                .end();

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out().strip()).isEqualTo(ALLOWED);
    }

    /** What {@code connect} writes is as quiet. */
    @Test
    void aLineInSettingsHasTheJvmSayNothingBesideADecision() {
        assumeThat(Command.words()).contains("-jar");
        String line = command.run("connect", "claude-code", "--print").out();
        assertThat(line).contains("-XX:+DisplayVMOutputToStderr -Xlog:all=off:stdout -Xlog:all=warning:stderr -jar");
    }

    @Test
    void aServiceThatComesBackIsAskedTheSame() {
        service.answers((exchange, number) -> {
            switch (number) {
                case 0 -> StandIn.send(exchange, 503, "text/html", "<h1>starting</h1>");
                case 1 -> exchange.close();
                case 2 -> StandIn.send(exchange, 200, "text/html", "<h1>sign in to the network</h1>");
                default -> StandIn.send(exchange, 200, "application/json", ALLOWED);
            }
        });
        Run run = hook(USE, "claude-code", "--timeout", "60");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(service.heard()).hasSize(4);
        assertThat(service.heard())
                .extracting(StandIn.Heard::key)
                .containsOnly(service.heard().getFirst().key());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"type\":\"urn:holdpoint:problem:unauthenticated\",\"detail\":\"none\"} | 401 unauthenticated: none",
                "403 | {} | status 403",
                "400 | {\"type\":\"urn:holdpoint:problem:invalid-request\",\"errors\":[{\"pointer\":\"/hook_event_name\",\"detail\":\"x\"}]} | /hook_event_name: x",
                "404 | {} | status 404",
                "204 | '' | the service refused",
                "201 | {\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\"allow\"}} | refused",
                "500 | {} | is not reached: status 500",
                "503 | {} | is not reached: status 503",
                "200 | {} | no decision on PreToolUse that claude-code knows",
                "200 | [] | no decision on PreToolUse",
                "200 | '' | an answer that is none of Holdpoint",
                "200 | {\"hookSpecificOutput\": | an answer that is none of Holdpoint",
                "200 | true | an answer that is none of Holdpoint",
                "200 | {\"decision\":\"approve\"} | no decision",
                "200 | {\"hookSpecificOutput\":{\"hookEventName\":\"PermissionRequest\",\"decision\":{\"behavior\":\"allow\"}}} | no decision",
                "200 | {\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\"Allow\"}} | no decision",
                "200 | {\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\"ask\"}} | no decision",
                "200 | {\"continue\":true,\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\"allow\"}} | no decision",
                "200 | {\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\"deny\",\"permissionDecision\":\"allow\"}} | an answer that is none of Holdpoint",
            })
    void whatTheServiceSaysElseBlocks(int status, String body, String why) {
        service.answers(status, body);
        Run run = hook(USE, "claude-code", "--timeout", "5");
        assertBlocked(run, why);
    }

    @Test
    void moreThanAnAnswerCanBeBlocks() {
        service.answers((exchange, number) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            byte[] much = new byte[1 << 20];
            Arrays.fill(much, (byte) ' ');
            try (var out = exchange.getResponseBody()) {
                for (int i = 0; i < 40; i++) {
                    out.write(much);
                }
            } catch (IOException left) {
                // as is right
            }
        });
        assertBlocked(hook(USE, "codex", "--timeout", "4"), "is not reached: body exceeds");
    }

    /** Those that nobody hears end the process as a kill does; its line in an agent's settings blocks then. */
    @ParameterizedTest
    @ValueSource(strings = {"HUP", "INT", "TERM", "QUIT", "USR1", "USR2", "PIPE", "ALRM", "VTALRM", "XCPU"})
    void noSignalOpensTheGateOrLeavesAFileWhereTheAgentWorks(String signal) throws Exception {
        // Given
        service.answers((exchange, number) -> {}); // never
        Started started = command.start(Command.words("hook", "codex", "--timeout", "6"), USE);
        Awaitility.await().until(() -> !service.heard().isEmpty());

        // When
        new ProcessBuilder(
                        "kill", "-" + signal, String.valueOf(started.process().pid()))
                .start()
                .waitFor();
        Run run = started.end();

        // Then
        assertThat(run.exit()).as(run.err()).isNotZero();
        assertThat(run.out())
                .as("what a JVM says of its threads is no decision")
                .doesNotContain("{\"");
        try (var files = Files.list(temporary)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aServiceThatIsSlowerThanItsTimeBlocks() {
        service.answers((exchange, number) -> {}); // never
        assertBlocked(hook(USE, "codex", "--timeout", "3"), " within ");
        assertTakenBack();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1", "http://no-such-host.invalid", "http://[", "nonsense"})
    void aServiceThatIsNotThereBlocks(String url) {
        variables.put("HOLDPOINT_URL", url);
        assertBlocked(hook(USE, "gemini", "--timeout", "2"), "");
        assertBlocked(hook(USE.replace("PreToolUse", "BeforeTool"), "gemini", "--timeout", "3"), "");
        Run request = hook(REQUEST, "claude-code", "--timeout", "3");
        assertDenied(request, "");
    }

    @Test
    void aTokenThatCannotBeReadBlocks() throws IOException {
        service.answers(200, ALLOWED);
        assertBlocked(hook(USE, "codex", "--timeout", "9", "--token-file", "none"), "none, cannot be read");
        Path file = Files.writeString(temporary.resolve("token"), "a b\n");
        assertBlocked(hook(USE, "codex", "--timeout", "9", "--token-file", file.toString()), "that is no token");
        assertThat(service.heard()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "rubbish",
                "[]",
                "{\"hook_event_name\":\"PreToolUse\"",
                "{}",
                "{\"hook_event_name\":7}",
                "{\"hook_event_name\":\"preToolUse\"}",
                "{\"hook_event_name\":\"BeforeEverything\"}",
                "{\"hook_event_name\":\"Stop\",\"hook_event_name\":\"PreToolUse\"}"
            })
    void whatTheAgentSaysThatIsNotKnownBlocks(String in) {
        service.answers(200, "{}");
        assertBlocked(hook(in, "claude-code", "--timeout", "20"), "");
        assertThat(service.heard()).isEmpty();
    }

    @Test
    void moreThanCanBeAskedAboutBlocks() {
        service.answers(200, ALLOWED);
        String much = USE.replace("rm x", "x".repeat(1 << 20));
        assertBlocked(hook(much, "claude-code", "--timeout", "20"), "larger than the 1048576 bytes");
        assertThat(service.heard()).isEmpty();
    }

    @Test
    void anAgentThatDoesNotEndItsInputIsBlockedInTime() throws Exception {
        var words = Command.words("hook", "codex", "--timeout", "3");
        Process process = new ProcessBuilder(words).start();
        try (var open = process.getOutputStream()) {
            open.write(USE.getBytes(StandardCharsets.UTF_8));
            open.flush();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void brokenInputOfAPermissionRequestIsDenied() {
        assertDenied(hook(REQUEST.substring(0, 80), "claude-code", "--timeout", "20"), "no JSON object");
        assertBlocked(hook(REQUEST.substring(0, 80), "codex", "--timeout", "20"), "no JSON object");
    }

    @Test
    void whatGatesNothingIsLetThroughAndNobodyIsAsked() {
        variables.put("HOLDPOINT_URL", "http://localhost:1");
        Run run = hook("{\"hook_event_name\":\"PostToolUse\"}", "claude-code", "--timeout", "20");
        assertThat(run.exit()).isZero();
        assertThat(run.out().strip()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hook",
                "hook codex",
                "hook codex --timeout",
                "hook codex --timeout x",
                "hook codex --timeout 0",
                "hook codex --timeout 86401",
                "hook cursor --timeout 9",
                "hook codex --timeout 9 --frobnicate"
            })
    void aWrongUseBlocks(String typed) {
        service.answers(200, ALLOWED);
        Run run = command.start(Command.words(typed.split(" ")), USE).end();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("holdpoint: ");
        assertThat(service.heard()).isEmpty();
    }

    @Test
    void toldToEndItBlocks() {
        service.answers((exchange, number) -> {}); // never
        assertBlocked(told(USE, "codex"), "told to end");
        assertDenied(told(REQUEST, "claude-code"), "told to end");
    }

    /** Its agent goes on without it: a card that stayed could be allowed, and nothing would run. */
    @Test
    void toldToEndItTakesBackWhatItAsked() {
        service.answers((exchange, number) -> {}); // never
        told(USE, "codex");
        assertTakenBack();
    }

    private void assertTakenBack() {
        assertThat(service.heard()).hasSize(2);
        StandIn.Heard asked = service.heard().getFirst();
        StandIn.Heard takenBack = service.heard().getLast();
        assertThat(takenBack.target()).isEqualTo("/v1/agents/codex/hook?wait=0");
        assertThat(takenBack.key()).isEqualTo(asked.key());
        assertThat(takenBack.body()).isEqualTo(asked.body());
        assertThat(takenBack.authorization()).isEqualTo(asked.authorization());
    }

    private Run told(String in, String agent) {
        int before = service.heard().size();
        Started started = command.start(Command.words("hook", agent, "--timeout", "60"), in);
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> service.heard().size() > before);
        started.process().toHandle().destroy(); // the Process itself would close what it is heard by
        return started.end();
    }

    @Test
    void whereNobodyHearsItItIsBlocked() {
        service.answers(200, ALLOWED);
        Run closed = shell("\"$@\" >&-", USE, "hook", "claude-code", "--timeout", "30");
        assertThat(closed.exit()).as(closed.err()).isEqualTo(2);
        Run broken = shell("{ \"$@\"; echo $? >&2; } | true", USE, "hook", "claude-code", "--timeout", "30");
        assertThat(broken.err().strip()).endsWith("2");
        service.answers(403, "{}");
        Run deaf = shell("\"$@\" 2>&-", USE, "hook", "claude-code", "--timeout", "30");
        assertThat(deaf.exit()).isEqualTo(2);
    }

    /** What is killed cannot block by itself, and a command that is not there neither: the shell does. */
    @Test
    void killedItIsBlockedByItsShell() {
        service.answers((exchange, number) -> {}); // never
        Started started =
                command.start(shellWords("\"$@\" || exit 2", Command.words("hook", "codex", "--timeout", "60")), USE);
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> service.heard().size() == 1);
        started.process().descendants().forEach(ProcessHandle::destroyForcibly);
        assertThat(started.end().exit()).isEqualTo(2);
        assertThat(command.start(shellWords("\"$@\" || exit 2", List.of("./no-such-command")), USE)
                        .end()
                        .exit())
                .isEqualTo(2);
    }

    /** An agent that is killed ends neither its shell nor the hook: the hook has to see that itself, or its card outlives it. */
    @Test
    void itEndsWithItsAgent() {
        service.answers((exchange, number) -> {}); // never
        var agent = new ArrayList<>(List.of("timeout", "600")); // stands for one: it waits for what it runs
        agent.addAll(shellWords("\"$@\" || exit 2", Command.words("hook", "codex", "--timeout", "600")));
        Started started = command.start(agent, USE);
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> service.heard().size() == 1);
        List<ProcessHandle> left = started.process().descendants().toList();
        assertThat(left).hasSize(2);
        started.process().destroyForcibly();
        try {
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> left.stream().noneMatch(ProcessHandle::isAlive));
            assertTakenBack();
        } finally {
            left.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** With hardly any memory it does not start, or breaks on its way: whatever it is, the shell has a block of it. */
    @ParameterizedTest
    @ValueSource(strings = {"2m", "6m", "8m", "10m", "14m"})
    void outOfMemoryItBlocks(String heap) {
        service.answers((exchange, number) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            byte[] much = new byte[15 << 20];
            Arrays.fill(much, (byte) ' ');
            try (var out = exchange.getResponseBody()) {
                out.write(much);
            } catch (IOException left) {
                // as is right
            }
        });
        var words = new ArrayList<>(Command.words("hook", "codex", "--timeout", "4"));
        words.add(1, "-Xmx" + heap);
        String much = USE.replace("rm x", "x".repeat(900_000));
        Run run = command.start(shellWords("\"$@\" || exit 2", words), much).end();
        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        words.remove("-XX:+ExitOnOutOfMemoryError");
        Run alone = command.start(shellWords("\"$@\"", words), much).end();
        boolean isBinary = !words.contains("-jar"); // its heap is the service's too, and ends the process by itself
        boolean neverRan = (isBinary && alone.exit() == 3)
                || (alone.exit() == 1 && !alone.err().contains("Holdpoint"));
        assertThat(alone.exit() == 2 || neverRan)
                .as(alone.exit() + ": " + alone.err())
                .isTrue();
    }

    private Run hook(String in, String... arguments) {
        var words = new ArrayList<>(Command.words("hook"));
        words.addAll(List.of(arguments));
        return command.start(words, in).end();
    }

    private Run shell(String script, String in, String... arguments) {
        return command.start(shellWords(script, Command.words(arguments)), in).end();
    }

    private static List<String> shellWords(String script, List<String> words) {
        var all = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        all.addAll(words);
        return all;
    }

    private static void assertBlocked(Run run, String why) {
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.out()).isBlank();
        assertThat(run.err()).startsWith("Holdpoint blocked this: ").contains(why);
    }

    private static void assertDenied(Run run, String why) {
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode output = Api.tree(run.out()).path("hookSpecificOutput");
        assertThat(output.path("hookEventName").asText()).isEqualTo("PermissionRequest");
        assertThat(output.at("/decision/behavior").asText()).isEqualTo("deny");
        assertThat(output.at("/decision/message").asText())
                .startsWith("Holdpoint blocked this: ")
                .contains(why);
    }
}
