package dev.holdpoint.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.client.Credential;
import dev.holdpoint.client.Place;
import dev.holdpoint.client.Service;
import dev.holdpoint.testing.StandIn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hook in this process: what is said of input that cannot be asked about, and what is not asked once it is told to end. */
class HookTest {

    private static final String USE = "{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"s\",\"tool_name\":\"Bash\","
            + "\"tool_input\":{\"command\":\"rm x\"}}";
    private static final String NAMED = "\"hook_event_name\":\"PermissionRequest\"";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Integer> endings = new CopyOnWriteArrayList<>();

    /** An agent takes a decision on another event than its own for a broken hook, and goes on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"hook_event_name\":\"PreToolUse\",\"tool_input\":{%s,\"much\":\"<much>\"}}",
                "{\"hook_event_name\":\"PreToolUse\",\"tool_input\":{%s,\"deep\":<deep>}}",
                "{\"tool_input\":{%s,\"much\":\"<much>\"},\"hook_event_name\":\"PreToolUse\"}",
                "{\"tool_input\":{%s,\"deep\":<deep>},\"hook_event_name\":\"PreToolUse\"}",
                "{\"hook_event_name\":\"PreToolUse\",\"tool_input\":{%s",
                "{\"tool_input\":{%s",
                "[{%s}]",
                "\"{%s",
                "{\"hook_event_name\":{%s},"
            })
    void whatAModelWritesIsNotTakenForTheEvent(String input) {
        perform(large(input.formatted(NAMED)));
        assertThat(endings).containsExactly(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isBlank();
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Holdpoint blocked this: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{%s,\"tool_input\":{\"much\":\"<much>\"}}",
                "{\"tool_input\":{\"much\":\"<much>\"},%s}",
                "{%s,\"tool_input\":{\"deep\":<deep>}}",
                "{\"session_id\":\"s\",%s,\"tool_inp"
            })
    void aRequestThatCannotBeAskedAboutIsDeniedInItsOwnWords(String input) {
        perform(large(input.formatted(NAMED)));
        assertThat(endings).containsExactly(0);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"hookEventName\":\"PermissionRequest\"", "\"behavior\":\"deny\"");
    }

    /** A question that was on nobody's way yet would be a card of its own, if it were taken back by asking it again. */
    @Test
    void toldToEndBeforeItsQuestionIsWrittenItAsksNobody() throws Exception {
        try (var silent =
                new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) { // says nothing, so no secret is agreed on
            // Given
            Hook hook = hook();
            var place = Place.of("https://localhost:" + silent.getLocalPort());
            CompletableFuture<Void> performed = CompletableFuture.runAsync(
                    () -> hook.perform(input(USE), () -> new Service(place, Credential.NONE)));
            Socket first = silent.accept();

            // When
            hook.block("told to end");
            first.close();
            performed.get(20, TimeUnit.SECONDS);

            // Then
            silent.setSoTimeout(1);
            assertThatThrownBy(silent::accept).isInstanceOf(SocketTimeoutException.class);
            assertThat(endings).containsExactly(2);
        }
    }

    @Test
    void toldToEndBeforeItHasItsInputItAsksNobody() {
        try (var service = new StandIn()) {
            // Given
            service.answers(200, "{}");
            Hook hook = hook();
            hook.block("told to end");

            // When
            hook.perform(input(USE), () -> new Service(Place.of(service.url()), Credential.NONE));

            // Then
            assertThat(service.heard()).isEmpty();
            assertThat(endings).containsExactly(2);
        }
    }

    /** What is answered is settled, whatever was wrong with the answer. */
    @Test
    void whatIsAnsweredIsNotTakenBack() {
        try (var service = new StandIn()) {
            service.answers(200, "{\"an\":\"oddity\"}");
            hook().perform(input(USE), () -> new Service(Place.of(service.url()), Credential.NONE));
            assertThat(service.heard()).hasSize(1);
            assertThat(endings).containsExactly(2);
        }
    }

    private Hook hook() {
        return new Hook(Agent.CLAUDE_CODE, Duration.ofSeconds(60), new LastWord(out, err, endings::add));
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private void perform(String input) {
        hook().perform(input(input), () -> {
            throw new AssertionError("nobody can be asked about this");
        });
    }

    private static String large(String input) {
        return input.replace("<much>", "x".repeat(1 << 20)).replace("<deep>", "[".repeat(2_000) + "]".repeat(2_000));
    }
}
