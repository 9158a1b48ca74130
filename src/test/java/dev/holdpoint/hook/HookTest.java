package dev.holdpoint.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hook in this process, without a service: what is said of input that cannot be asked about. */
class HookTest {

    private static final String NAMED = "\"hook_event_name\":\"PermissionRequest\"";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Integer> endings = new ArrayList<>();

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

    private void perform(String input) {
        var lastWord = new LastWord(out, err, endings::add);
        new Hook(Agent.CLAUDE_CODE, Duration.ofSeconds(60), lastWord)
                .perform(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), () -> {
                    throw new AssertionError("nobody can be asked about this");
                });
    }

    private static String large(String input) {
        return input.replace("<much>", "x".repeat(1 << 20)).replace("<deep>", "[".repeat(2_000) + "]".repeat(2_000));
    }
}
