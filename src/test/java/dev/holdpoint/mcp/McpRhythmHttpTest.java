package dev.holdpoint.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.HeldHttpTest;
import dev.holdpoint.testing.McpStream;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said on the stream of a call while nobody answers. */
@QuarkusTest
@TestProfile(McpFixturesHttpTest.WithFixtures.class)
class McpRhythmHttpTest extends HeldHttpTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"a token\"", "7", "\"\"", "-1.5", "\"\\u00e9\""})
    void aClientHearsAgainAndAgainThatItsCallGoesOnAndByItsOwnToken(String token) {
        try (var stream = call("1", token)) {
            // When
            List<JsonNode> told = told(stream, 4);

            // Then
            assertThat(told)
                    .allMatch(one -> one.path("method").asText().equals("notifications/progress"))
                    .allMatch(one -> one.at("/params/progressToken").equals(Api.tree(token)))
                    .allMatch(one -> !one.at("/params/message").asText().isBlank());
            assertIncreasing(told);
            assertThat(stream.hasResult()).isFalse();
        }
    }

    /** It has given up a minute after what it heard last, unless it hears more where it comes back. */
    @Test
    void itHearsSoToWhereItComesBack() {
        String cursor;
        List<JsonNode> before;
        try (var stream = call("1", "\"a\"")) {
            cursor = stream.cursor();
            before = told(stream, 3);
        }

        try (var stream = McpStream.resume(base, cursor)) {
            List<JsonNode> after = told(stream, 3);

            assertThat(after)
                    .allMatch(one -> one.at("/params/progressToken").asText().equals("a"));
            assertIncreasing(List.of(before.getFirst(), before.getLast(), after.getFirst(), after.getLast()));
        }
    }

    @Test
    void whoeverDoesNotWantToHearHearsNothingAndIsKeptAliveAllTheSame() {
        try (var stream = McpStream.post(base, McpStream.call("1", "ask_human", "{\"question\":\"Why?\"}"))) {
            // When
            Awaitility.await()
                    .until(() -> stream.lines().stream()
                                    .filter(line -> line.startsWith(":"))
                                    .count()
                            > 3);

            // Then
            assertThat(told(stream)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "{}", "[1]"})
    void whatIsNoTokenIsNone(String token) {
        try (var stream = call("1", token)) {
            Awaitility.await().until(() -> stream.lines().contains(": a person is asked"));

            assertThat(told(stream)).isEmpty();
        }
    }

    /** Longer ones would not fit into a cursor, with which a call is come back to. */
    @Test
    void aTokenHasItsLength() {
        String longest = "\"" + "\u20ac".repeat(254) + "\"";
        try (var stream = call(longest, longest)) {
            told(stream, 1);
            try (var back = McpStream.resume(base, stream.cursor())) {
                assertThat(told(back, 1)).isNotEmpty();
            }
        }
        try (var stream = call("1", longest.replaceFirst("\u20ac", "\u20ac\u20ac"))) {
            Awaitility.await().until(() -> stream.lines().contains(": a person is asked"));

            assertThat(told(stream)).isEmpty();
        }
    }

    @Test
    void ofThisServiceClientsHearWithinTheMinuteForWhichTheyWait() {
        var rhythm = new Rhythm();

        assertThat(rhythm.comments()).hasSeconds(15);
        assertThat(rhythm.progress().multipliedBy(2)).isLessThan(Duration.ofMinutes(1));
    }

    private McpStream call(String id, String token) {
        return McpStream.post(
                base,
                "{\"jsonrpc\":\"2.0\",\"id\":" + id
                        + ",\"method\":\"tools/call\",\"params\":{\"name\":\"ask_human\",\"_meta\":"
                        + "{\"progressToken\":" + token + "},\"arguments\":{\"question\":\"Why?\"}}}",
                "Mcp-Session-Id",
                session);
    }

    private static List<JsonNode> told(McpStream stream, int atLeast) {
        return Awaitility.await().until(() -> told(stream), told -> told.size() >= atLeast);
    }

    private static List<JsonNode> told(McpStream stream) {
        return stream.lines().stream()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Api.tree(line.substring(6)))
                .filter(message -> message.has("method"))
                .toList();
    }

    private static void assertIncreasing(List<JsonNode> told) {
        List<Double> numbers =
                told.stream().map(one -> one.at("/params/progress").asDouble()).toList();
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
    }
}
