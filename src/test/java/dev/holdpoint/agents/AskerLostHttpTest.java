package dev.holdpoint.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.Deadlines;
import dev.holdpoint.testing.EventReader;
import dev.holdpoint.testing.HeldHttpTest;
import dev.holdpoint.testing.McpStream;
import dev.holdpoint.testing.SetAhead;
import dev.holdpoint.testing.Wire;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What two tabs see of an agent that is not there any more: who cannot come back takes the card along at once, who can
 * has a minute for it, and what outlives its wait stays. The service's clock is set ahead by the test.
 */
@QuarkusTest
@TestProfile(AskerLostHttpTest.OnAClockSetAhead.class)
class AskerLostHttpTest extends HeldHttpTest {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration A_MOMENT = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofHours(5);

    public static final class OnAClockSetAhead implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SetAhead.class);
        }
    }

    @Inject
    Deadlines deadlines;

    @Inject
    SetAhead clock;

    private List<EventReader> tabs;

    /** How an agent asks. */
    enum Way {
        HOOK,
        HOOK_WITH_A_KEY,
        DEFERRED,
        CALL,
        CALL_WITH_A_WAIT;

        String request(String session) {
            String more = this == CALL_WITH_A_WAIT ? ",\"wait\":86000" : "";
            boolean isCall = this == CALL || this == CALL_WITH_A_WAIT;
            String body = isCall
                    ? McpStream.call("1", "request_approval", "{\"action\":\"Deploy\"" + more + "}")
                    : "{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"" + session
                            + "\",\"tool_name\":\"Bash\",\"tool_input\":{}"
                            + (this == DEFERRED ? ",\"tool_use_id\":\"toolu_1\"}" : "}");
            String path = isCall
                    ? "/mcp"
                    : "/v1/agents/claude-code/hook?wait=86000" + (this == DEFERRED ? "&onSilence=defer" : "");
            return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Accept: application/json, text/event-stream\r\nMcp-Session-Id: " + session + "\r\n"
                    + (this == HOOK_WITH_A_KEY ? "Idempotency-Key: \"" + session + "\"\r\n" : "")
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        }
    }

    @BeforeEach
    void openTabs() throws Exception {
        tabs = List.of(new EventReader(base, ""), new EventReader(base, "?sessionId=" + session));
        Awaitility.await()
                .until(() -> tabs.stream().noneMatch(tab -> tab.events().isEmpty()));
    }

    @AfterEach
    void closeTabs() {
        tabs.forEach(EventReader::close);
    }

    @Test
    void whoCannotComeBackTakesTheCardAlongAtOnce() throws IOException {
        // When
        String id = dies(Way.HOOK);

        // Then
        awaitGone(id);
    }

    @ParameterizedTest
    @EnumSource(names = {"HOOK_WITH_A_KEY", "CALL"})
    void whoMayComeBackTakesItAlongWhenTheLeaseEndsAndNotBefore(Way way) throws IOException {
        // Given
        String id = dies(way);

        // When
        pass(LEASE.minus(A_MOMENT));
        List<String> before = List.copyOf(endsOf(id));
        String then = statusOf(id);
        pass(A_MOMENT);

        // Then
        assertThat(before).isEmpty();
        assertThat(then).isEqualTo("pending");
        awaitGone(id);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFERRED", "CALL_WITH_A_WAIT"})
    void whatOutlivesItsWaitStays(Way way) throws IOException {
        // Given
        String id = dies(way);

        // When
        pass(LONG);

        // Then
        assertThat(statusOf(id)).isEqualTo("pending");
        assertThat(endsOf(id)).isEmpty();
    }

    @Test
    void whoComesBackInTimeFindsTheCardAndKeepsIt() throws IOException {
        // Given
        String cursor;
        String id;
        try (var wire = new Wire(base).send(Way.CALL.request(session))) {
            cursor = wire.readUntil("\nretry").replaceFirst("(?s).*id: ([^\n]*)\nretry", "$1");
            id = api.pendingIn(session);
        }
        awaitLeft();
        pass(LEASE.minus(A_MOMENT));

        // When
        try (var back = McpStream.resume(base, cursor)) {
            back.cursor();
            awaitWaiters(1);
            pass(LONG);
            String meanwhile = statusOf(id);
            api.resolve(id, "{\"behavior\":\"allow\"}");

            // Then
            assertThat(meanwhile).isEqualTo("pending");
            assertThat(back.result().at("/result/structuredContent/approved").asBoolean())
                    .isTrue();
        }
    }

    /** Its wait is over meanwhile: it is told at once how the question stands, and may ask again with check. */
    @Test
    void whoComesBackAfterItsWaitIsNotHeldAnyMore() throws IOException {
        // Given
        String cursor;
        try (var wire = new Wire(base).send(Way.CALL_WITH_A_WAIT.request(session))) {
            cursor = wire.readUntil("\nretry").replaceFirst("(?s).*id: ([^\n]*)\nretry", "$1");
        }
        awaitLeft();

        // When
        clock.by(Duration.ofSeconds(86_001));

        // Then
        try (var back = McpStream.resume(base, cursor)) {
            assertThat(back.result().at("/result/structuredContent/status").asText())
                    .isEqualTo("pending");
        }
    }

    /** Asks, and is cut off without a word, as when a process is killed; its question, which both tabs show then. */
    private String dies(Way way) throws IOException {
        String id;
        try (var wire = new Wire(base).send(way.request(session))) {
            assertThat(wire).isNotNull();
            id = api.pendingIn(session);
            Awaitility.await()
                    .until(() -> tabs.stream()
                            .allMatch(tab -> tab.events().stream()
                                    .anyMatch(event -> event.name().equals("interaction-requested")
                                            && event.data().path("id").asText().equals(id))));
        }
        awaitLeft();
        return id;
    }

    /** That nobody waits any more is known to the store, too, once it has kept what came later. */
    private void awaitLeft() {
        awaitWaiters(0);
        api.ask();
    }

    private void pass(Duration time) {
        clock.by(time);
        deadlines.sweep();
        api.ask(); // the store does one after the other
    }

    private void awaitGone(String id) {
        Awaitility.await().until(() -> endsOf(id).equals(List.of("interaction-cancelled", "interaction-cancelled")));
        assertThat(originOf(id)).isEqualTo("asker-lost");
    }

    /** How the tabs were told that it ended. */
    private List<String> endsOf(String id) {
        return tabs.stream()
                .flatMap(tab -> tab.events().stream())
                .filter(event -> event.data().path("id").asText().equals(id))
                .map(EventReader.Event::name)
                .filter(name -> !name.equals("interaction-requested"))
                .toList();
    }
}
