package dev.holdpoint.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.CodingAgent;
import dev.holdpoint.testing.EventReader;
import dev.holdpoint.testing.HeldAgents;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real Claude Code, held in each way that it can be: what was allowed ran as it was shown or edited, all else did not. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClaudeCodeIT {

    private static final String STOPPED = "-stopped";
    private static final String ALLOW = "{\"behavior\":\"allow\"}";
    private static final Duration LEASE = Duration.ofMinutes(1);

    @RegisterExtension
    static final HeldAgents HELD = new HeldAgents();

    @ParameterizedTest
    @EnumSource
    void whatWasAllowedRunsAsShownOrEditedAndNothingElseRuns(ClaudeWay way) throws Exception {
        // Given
        CodingAgent agent = agent(way, 40, "shown", "typed", "refused", "withdrawn");
        way.start(agent);

        // When
        JsonNode card = agent.card("shown");
        agent.answer("shown", ALLOW);
        agent.answer("typed", "{\"behavior\":\"allow\",\"updatedInput\":{\"command\":\"touch edited\"}}");
        agent.answer("refused", "{\"behavior\":\"deny\",\"message\":\"not \\\"that\\\" one\"}");
        String last = agent.card("withdrawn").path("id").asText();
        HELD.service().api().post("/v1/interactions/" + last + "/cancel", "{}");

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        assertThat(card.path("data").path("toolName").asText()).isEqualTo("Bash");
        assertThat(card.path("title").asText()).startsWith("Bash: ").endsWith(" (Step 0)");
        assertThat(card.at("/metadata/agent").asText()).isEqualTo("claude-code");
        assertThat(agent.made()).containsExactly("edited", "shown");
        assertThat(agent.model().told()).hasSize(4);
        assertThat(agent.model().told().get(2)).contains("not \\\"that\\\" one");
        assertThat(agent.model().told().get(3)).contains("this is not a refusal");
    }

    /** Of several hooks that say what is to run, the agent heeds the one that ends last: a person takes longer than a script. */
    @Test
    void whatWasShownRunsThoughAnotherHookWouldHaveSomethingElseRun() throws Exception {
        // Given
        CodingAgent agent = agent(ClaudeWay.USE_BY_HTTP, 40, "shown");
        agent.writes("other.json", """
                {"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"allow",\
                "updatedInput":{"command":"touch other"}}}""");
        Path process = agent.home().resolve("process");
        agent.writes(
                "other.sh", "echo $$ > '" + process + "'; cat '" + agent.home().resolve("other.json") + "'");
        String other = "{\"type\":\"command\",\"command\":\"sh '" + agent.home().resolve("other.sh") + "'\"}";
        ClaudeWay.settings(agent, "PreToolUse", ClaudeWay.http(agent, 40, "") + "," + other);

        // When: it has ended before somebody answers
        ClaudeWay.USE_BY_HTTP.start(agent);
        agent.card("shown");
        Awaitility.await().until(() -> hasEnded(process));
        agent.answer("shown", "{\"behavior\":\"allow\",\"message\":\"only this once\"}");

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        assertThat(agent.made()).containsExactly("shown");
        assertThat(agent.model().heard("only this once"))
                .as("words beside an allow")
                .isTrue();
    }

    private static boolean hasEnded(Path process) throws IOException {
        String id = Files.exists(process) ? Files.readString(process).strip() : "";
        return !id.isEmpty() && ProcessHandle.of(Long.parseLong(id)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST_BY_COMMAND", "REQUEST_BY_HTTP", "PROMPT_BY_MCP"})
    void whatWasNotToBeAskedAgainIsNot(ClaudeWay way) throws Exception {
        // Given
        CodingAgent agent = agent(way, 40, "first", "second");
        way.start(agent);

        // When
        JsonNode card = agent.card("first");
        agent.answer("first", """
                {"behavior":"allow","updatedPermissions":[{"type":"addRules","behavior":"allow","destination":"session",\
                "rules":[{"toolName":"Bash","ruleContent":"touch:*"}]}]}""");

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        assertThat(agent.made()).containsExactly("first", "second");
        assertThat(card.at("/data/suggestions").isEmpty())
                .isEqualTo(way == ClaudeWay.PROMPT_BY_MCP); // that wire brings none
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST_BY_COMMAND", "REQUEST_BY_HTTP", "PROMPT_BY_MCP"})
    void whoeverIsToldToStopStops(ClaudeWay way) throws Exception {
        // Given
        CodingAgent agent = agent(way, 40, "refused", "never-tried");
        way.start(agent);

        // When
        agent.answer("refused", "{\"behavior\":\"deny\",\"message\":\"stop\",\"interrupt\":true}");

        // Then
        agent.end();
        assertThat(agent.made()).isEmpty();
        assertThat(agent.model().told()).as("the model was asked no more").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyAnswersDoesNotRun(ClaudeWay way) throws Exception {
        // Given
        CodingAgent agent = agent(way, 10, "unanswered");

        // When
        way.start(agent);
        agent.card("unanswered");

        // Then
        agent.end();
        assertThat(agent.made()).isEmpty();
        assertThat(agent.model().told())
                .as(agent.said())
                .singleElement()
                .asString()
                .contains(
                        switch (way) {
                            case USE_BY_MCP ->
                                "blocking because onFailure is"; // it ends the wait before the service does
                            case PROMPT_BY_MCP -> "timed out after 10s";
                            default -> "not a refusal";
                        });
        agent.awaitNoCard("unanswered", 10);
    }

    @Test
    void withTheServiceAwayNothingRuns() throws Exception {
        // Given
        Map<ClaudeWay, CodingAgent> all = all(10);
        HELD.kill();

        // When
        all.forEach(ClaudeWay::start);

        // Then
        for (var one : all.entrySet()) {
            CodingAgent agent = one.getValue();
            agent.end();
            assertThat(agent.made()).as(one.getKey() + agent.said()).isEmpty();
        }
        HELD.start();
    }

    /** The line of the hook blocks where there is nothing to run, and the model reads why. */
    @ParameterizedTest
    @EnumSource(names = {"REQUEST_BY_COMMAND", "USE_BY_COMMAND"})
    void onMissingCommandNothingRuns(ClaudeWay way) throws Exception {
        // Given
        CodingAgent agent = agent(way, 40, "unheld");
        Path settings = agent.home().resolve(".claude").resolve("settings.json");
        String command = "[^\"' (]+( -jar [^ ]+)? hook claude-code";
        agent.writes(
                ".claude/settings.json",
                Files.readString(settings).replaceAll(command, "/nowhere/holdpoint hook claude-code"));

        // When
        way.start(agent);

        // Then
        agent.end();
        assertThat(agent.made()).as(agent.said()).isEmpty();
        assertThat(agent.model().told())
                .singleElement()
                .asString()
                .contains(
                        way == ClaudeWay.REQUEST_BY_COMMAND
                                ? "Holdpoint blocked this: holdpoint is missing"
                                : "/nowhere/holdpoint");
    }

    /** What came by HTTP cannot come back, and is blocked; all else is held until somebody answers. */
    @Test
    void aCallIsHeldOverTheDeathOfTheServiceWhereItCanComeBack() throws Exception {
        // Given
        Map<ClaudeWay, CodingAgent> all = all(120);
        all.forEach(ClaudeWay::start);
        for (var one : all.entrySet()) {
            one.getValue().card(one.getKey().name());
        }

        // When
        HELD.kill();
        HELD.start();
        for (var one : all.entrySet()) {
            if (!one.getKey().name().endsWith("HTTP")) {
                one.getValue().answer(one.getKey().name(), ALLOW);
            }
        }

        // Then
        for (var one : all.entrySet()) {
            CodingAgent agent = one.getValue();
            agent.end();
            assertThat(agent.made())
                    .as(one.getKey() + agent.said())
                    .isEqualTo(
                            one.getKey().name().endsWith("HTTP")
                                    ? List.of()
                                    : List.of(one.getKey().name()));
        }
    }

    /** Those that could come back have a minute for it, and all of it; each tab is told. */
    @Test
    void noCardOutlivesItsAgent() throws Exception {
        // Given
        Map<ClaudeWay, CodingAgent> killed = all(600);
        var stopped = new EnumMap<ClaudeWay, CodingAgent>(ClaudeWay.class);
        for (ClaudeWay way : List.of(ClaudeWay.REQUEST_BY_COMMAND, ClaudeWay.USE_BY_HTTP, ClaudeWay.PROMPT_BY_MCP)) {
            stopped.put(way, agent(way, 600, way.name() + STOPPED));
        }
        killed.forEach(ClaudeWay::start);
        stopped.forEach(ClaudeWay::start);
        var cards = new HashMap<String, ClaudeWay>();
        killed.forEach(
                (way, agent) -> cards.put(agent.card(way.name()).path("id").asText(), way));
        stopped.forEach((way, agent) ->
                cards.put(agent.card(way.name() + STOPPED).path("id").asText(), way));
        URI base = HELD.service().base();
        try (var tab = new EventReader(base, "");
                var other = new EventReader(base, "")) {
            Awaitility.await()
                    .until(() -> !tab.events().isEmpty() && !other.events().isEmpty());

            // When
            Instant died = Instant.now();
            for (CodingAgent agent : killed.values()) {
                agent.signal("KILL");
            }
            for (CodingAgent agent : stopped.values()) {
                agent.signal("INT");
            }

            // Then
            for (var card : cards.entrySet()) {
                for (EventReader one : List.of(tab, other)) {
                    JsonNode end = Awaitility.await(card.getValue() + " to go")
                            .atMost(card.getValue().secondsToComeBack(), TimeUnit.SECONDS)
                            .until(() -> end(one, card.getKey()), found -> found != null);
                    assertThat(end.path("origin").asText()).isEqualTo("asker-lost");
                    if (card.getValue().isByMcp()) {
                        assertThat(Instant.parse(end.path("decidedAt").asText()))
                                .as(card.getValue().name())
                                .isAfterOrEqualTo(died.plus(LEASE));
                    }
                }
            }
        }
        for (CodingAgent agent : killed.values()) {
            assertThat(agent.made()).isEmpty();
        }
        for (CodingAgent agent : stopped.values()) {
            assertThat(agent.made()).isEmpty();
        }
    }

    /** How a tab was told that a card is gone; null where it was not. */
    private static @Nullable JsonNode end(EventReader tab, String id) {
        return tab.events().stream()
                .filter(event -> event.name().equals("interaction-cancelled"))
                .map(EventReader.Event::data)
                .filter(data -> data.path("id").asText().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** One that is held in each way, and wants to make a file of the way's name. */
    private Map<ClaudeWay, CodingAgent> all(int seconds) throws Exception {
        var all = new EnumMap<ClaudeWay, CodingAgent>(ClaudeWay.class);
        for (ClaudeWay way : ClaudeWay.values()) {
            all.put(way, agent(way, seconds, way.name()));
        }
        return all;
    }

    private CodingAgent agent(ClaudeWay way, int seconds, String... files) throws Exception {
        CodingAgent agent = HELD.making(files);
        way.prepare(agent, seconds);
        return agent;
    }
}
