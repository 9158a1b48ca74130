package dev.holdpoint.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdpoint.testing.AgentModel.Use;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.CodingAgent;
import dev.holdpoint.testing.HeldAgents;
import dev.holdpoint.testing.NpmClient;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the real Claude Code asks beside its calls: questions, plans, what servers want to know; and what it does without an answer. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ClaudeCodeQuestionsIT {

    @RegisterExtension
    static final HeldAgents HELD = new HeldAgents();

    @ParameterizedTest
    @EnumSource(names = {"REQUEST_BY_COMMAND", "PROMPT_BY_MCP"})
    void questionsAreAnsweredAsIfByItsUser(ClaudeWay way) throws Exception {
        // Given
        String checks = "Which checks, " + way + "?";
        String region = "Which region, " + way + "?";
        CodingAgent agent = HELD.wanting(
                questions(question(checks, true, "Format", "Tests", "Lint")),
                questions(question(region, false, "eu", "us"), question("And why?", false, "cheap", "near")));
        way.prepare(agent, 40);
        way.start(agent);

        // When
        agent.answer(agent.cardTitled(checks), answers(checks, "[\"Format\",\"Lint\"]"));
        agent.answer(agent.cardTitled(region), answers(region, "\"eu\"", "And why?", "\"since it is \\\"ours\\\"\""));

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        System.err.println("XXX " + way + " " + agent.model().told());
        assertThat(agent.model().told()).hasSize(2);
        assertThat(agent.model().told().get(0)).contains(checks, "Format, Lint");
        assertThat(agent.model().told().get(1)).contains(region, "eu", "And why?", "since it is", "ours");
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST_BY_COMMAND", "PROMPT_BY_MCP"})
    void aPlanIsApprovedEditedOrSentBack(ClaudeWay way) throws Exception {
        // Given
        CodingAgent agent = HELD.wanting(
                plan(""),
                plan("# Too much for " + way),
                plan("# Right for " + way),
                Use.command("touch carried-out", "x"));
        way.prepare(agent, 40);
        way.start(agent, "--permission-mode", "plan");

        // When
        JsonNode first = agent.cardTitled("Plan: Too much for " + way);
        agent.answer(first, "{\"approved\":false,\"feedback\":\"smaller steps\"}");
        JsonNode second = agent.cardTitled("Plan: Right for " + way);
        agent.answer(second, "{\"approved\":true,\"plan\":\"# Edited for " + way + "\"}");
        agent.answer("carried-out", "{\"behavior\":\"allow\"}");

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        System.err.println("XXX " + way + " " + agent.model().told());
        assertThat(agent.model().told().get(0)).contains("There is no plan to approve");
        assertThat(agent.model().told().get(1)).contains("smaller steps");
        assertThat(agent.model().told().get(2)).contains("Edited for " + way).doesNotContain("Right for");
    }

    /** Nobody sits before it, so that its own prompt refuses; what a person was asked is told apart from that. */
    @ParameterizedTest
    @EnumSource(names = {"REQUEST_BY_HTTP", "USE_BY_HTTP"})
    void whereItIsToAskItselfNothingRunsUnasked(ClaudeWay way) throws Exception {
        // Given
        CodingAgent agent = HELD.making("unanswered");
        String event = way == ClaudeWay.USE_BY_HTTP ? "PreToolUse" : "PermissionRequest";
        ClaudeWay.settings(agent, event, ClaudeWay.http(agent, 3, "&onSilence=ask"));
        way.start(agent);

        // When
        agent.card("unanswered");

        // Then
        agent.end();
        System.err.println("XXX " + way + " " + agent.model().told() + agent.said());
        assertThat(agent.made()).isEmpty();
        agent.awaitNoCard("unanswered", 10);
    }

    @Test
    void whatWasDeferredIsDoneByTheNextRun() throws Exception {
        // Given
        CodingAgent agent = HELD.making("deferred");
        ClaudeWay.settings(agent, "PreToolUse", ClaudeWay.http(agent, 3, "&onSilence=defer"));
        String session = UUID.randomUUID().toString();
        List<String> words = List.of("claude", "-p", "Do it.", "--allowed-tools", "Bash");
        ClaudeWay.USE_BY_HTTP.start(agent, "--session-id", session, "--output-format", "json");
        JsonNode card = agent.card("deferred");
        var first = agent.end();
        System.err.println("XXX defer " + first + agent.model().told());
        List<String> before = agent.made();

        // When
        agent.answer(card, "{\"behavior\":\"allow\",\"updatedInput\":{\"command\":\"touch edited\"}}");
        agent.start(List.of("claude", "-p", "--resume", session, "--allowed-tools", "Bash", "--strict-mcp-config"));

        // Then
        var run = agent.end();
        System.err.println("XXX defer " + run + agent.model().told());
        assertThat(before).isEmpty();
        assertThat(agent.made()).containsExactly("edited");
    }

    @Test
    void whatAServerWantsToKnowIsAskedToo() throws Exception {
        // Given
        NpmClient.install(getClass().getSimpleName());
        var use = new Use("mcp__tracker__file", "{}");
        CodingAgent agent = HELD.wanting(use, use, use);
        ClaudeWay.settings(agent, "Elicitation", ClaudeWay.http(agent, 40, ""));
        List<String> words = NpmClient.words("tracker.mjs");
        agent.writes("mcp.json", """
                {"mcpServers":{"tracker":{"command":"%s","args":["%s"]}}}""".formatted(words.get(0), words.get(1)));
        agent.start(List.of(
                "claude",
                "-p",
                "Do it.",
                "--strict-mcp-config",
                "--mcp-config",
                agent.home().resolve("mcp.json").toString(),
                "--allowed-tools",
                "mcp__tracker__file"));

        // When
        String title = "tracker: Which project?";
        JsonNode first = agent.cardTitled(title);
        agent.answer(first, "{\"project\":\"HP\"}");
        System.err.println("XXX first " + first);
        JsonNode second = agent.cardTitled(title);
        reject(second);
        JsonNode third = agent.cardTitled(title);
        withdraw(third);

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        System.err.println("XXX elicit " + agent.model().told());
    }

    private static void reject(JsonNode card) {
        Api api = HELD.service().api();
        assertThat(api.post("/v1/interactions/" + card.path("id").asText() + "/reject", "{}")
                        .status())
                .isEqualTo(200);
    }

    private static void withdraw(JsonNode card) {
        Api api = HELD.service().api();
        assertThat(api.post("/v1/interactions/" + card.path("id").asText() + "/cancel", "{}")
                        .status())
                .isEqualTo(200);
    }

    private static Use plan(String text) {
        var input = JsonNodeFactory.instance.objectNode();
        return new Use("ExitPlanMode", (text.isEmpty() ? input : input.put("plan", text)).toString());
    }

    private static Use questions(JsonNode... all) {
        var input = JsonNodeFactory.instance.objectNode();
        input.putArray("questions").addAll(List.of(all));
        return new Use("AskUserQuestion", input.toString());
    }

    private static JsonNode question(String text, boolean several, String... labels) {
        var question = JsonNodeFactory.instance.objectNode();
        question.put("question", text).put("header", "Header").put("multiSelect", several);
        var options = question.putArray("options");
        for (String label : labels) {
            options.addObject().put("label", label).put("description", "It is " + label);
        }
        return question;
    }

    /** Questions and their answers, which are JSON, in turn. */
    private static String answers(String... all) {
        var answers = new StringBuilder();
        for (int i = 0; i < all.length; i += 2) {
            answers.append(i == 0 ? "" : ",")
                    .append(JsonNodeFactory.instance.textNode(all[i]))
                    .append(':')
                    .append(all[i + 1]);
        }
        return "{\"answers\":{" + answers + "}}";
    }
}
