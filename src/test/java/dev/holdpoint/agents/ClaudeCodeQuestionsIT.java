package dev.holdpoint.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdpoint.testing.AgentModel.Use;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.CodingAgent;
import dev.holdpoint.testing.Command;
import dev.holdpoint.testing.HeldAgents;
import dev.holdpoint.testing.NpmClient;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the real Claude Code asks beside its calls: questions, plans, what servers want to know; and what it does
 * without an answer.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ClaudeCodeQuestionsIT {

    @RegisterExtension
    static final HeldAgents HELD = new HeldAgents();

    /**
     * Without a prompt tool there is neither a question nor a plan in {@code -p}: it is there each time, and the hook
     * is quicker.
     */
    enum Asked {
        BY_COMMAND,
        BY_PROMPT;

        void start(CodingAgent agent, String... more) throws IOException {
            ClaudeWay.PROMPT_BY_MCP.prepare(agent, 40);
            if (this == BY_COMMAND) {
                ClaudeWay.REQUEST_BY_COMMAND.prepare(agent, 40);
            }
            ClaudeWay.PROMPT_BY_MCP.start(agent, more);
        }

        boolean isOf(JsonNode card) {
            boolean isOfHook = card.at("/metadata/hook_event_name").asText().equals("PreToolUse");
            return isOfHook == (this == BY_COMMAND) && card.at("/metadata/mcp").isMissingNode() == isOfHook;
        }
    }

    @ParameterizedTest
    @EnumSource
    void questionsAreAnsweredAsIfByItsUser(Asked way) throws Exception {
        // Given
        String checks = "Which checks, " + way + "?";
        String region = "Which region, " + way + "?";
        CodingAgent agent = HELD.wanting(
                questions(question(checks, true, "Format", "Tests", "Lint")),
                questions(question(region, false, "eu", "us"), question("And why?", false, "cheap", "near")),
                questions(question("Refused, " + way + "?", false, "yes", "no")));
        way.start(agent);

        // When
        JsonNode one = agent.cardTitled(checks);
        agent.answer(one, answers(checks, "[\"Format\",\"Lint\"]"));
        agent.answer(agent.cardTitled(region), answers(region, "\"eu\"", "And why?", "\"since it is \\\"ours\\\"\""));
        settle(agent.cardTitled("Refused, " + way + "?"), "reject", "{\"reason\":\"ask me tomorrow\"}");

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        assertThat(one.path("type").asText()).isEqualTo("ask-user");
        assertThat(way.isOf(one)).as(one.toString()).isTrue();
        assertThat(agent.model().told()).hasSize(3);
        assertThat(agent.model().told().get(0)).contains(checks + "\\\"=\\\"Format, Lint\\\"");
        assertThat(agent.model().told().get(1))
                .contains(region + "\\\"=\\\"eu\\\"", "And why?\\\"=\\\"since it is \\\"ours\\\"");
        assertThat(agent.model().told().get(2)).contains("ask me tomorrow");
    }

    /**
     * It goes by the plan in its own file: where a hook approves, an edited one would be lost, and is refused; words
     * reach its model all the same. Where its prompt tool approves, the plan is taken as it was edited, and the mode is
     * its own from then on.
     */
    @ParameterizedTest
    @EnumSource
    void aPlanIsSentBackOrApproved(Asked way) throws Exception {
        // Given
        String text = "# Right for " + way;
        CodingAgent agent = HELD.wanting(
                new Use("ExitPlanMode", "{}"),
                writing("# Too much for " + way),
                new Use("ExitPlanMode", "{}"),
                writing(text),
                new Use("ExitPlanMode", "{}"),
                Use.command(CodingAgent.making("carried-out"), "Step"));
        way.start(agent, "--permission-mode", "plan", "--allowed-tools", way == Asked.BY_COMMAND ? "Bash" : "Read");

        // When
        JsonNode first = agent.cardTitled("Plan: Too much for " + way);
        agent.answer(first, "{\"approved\":false,\"feedback\":\"smaller steps\"}");
        JsonNode second = agent.cardTitled("Plan: Right for " + way);
        String more = ",\"plan\":\"# Edited\\n\",\"permissionMode\":\"acceptEdits\"";
        String approved = "{\"approved\":true,\"feedback\":\"leave billing alone\"";
        if (way == Asked.BY_COMMAND) {
            Api.Answer lost = HELD.service().api().resolve(second.path("id").asText(), approved + more + "}");
            assertThat(lost.slug()).isEqualTo("invalid-response");
        }
        agent.answer(second, approved + (way == Asked.BY_COMMAND ? "" : more) + "}");

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        assertThat(way.isOf(first)).as(first.toString()).isTrue();
        List<String> told = agent.model().told();
        assertThat(told).hasSize(6);
        assertThat(told.get(0)).contains("There is no plan to approve");
        assertThat(told.get(2)).contains("smaller steps");
        assertThat(told.get(4))
                .contains("approved your plan", way == Asked.BY_COMMAND ? text : "# Edited")
                .doesNotContain(way == Asked.BY_COMMAND ? "# Edited" : text);
        assertThat(agent.model().heard("leave billing alone")).isTrue();
        assertThat(agent.made()).containsExactly("carried-out");
    }

    /**
     * Nobody sits before it, so that by itself it refuses; that nobody answered is told apart from that where there is
     * room for it.
     */
    @ParameterizedTest
    @EnumSource(
            value = ClaudeWay.class,
            names = {"REQUEST_BY_HTTP", "USE_BY_HTTP"})
    void whereItIsToAskByItselfNothingRunsUnasked(ClaudeWay way) throws Exception {
        // Given
        CodingAgent agent = HELD.making("unanswered");
        String event = way == ClaudeWay.USE_BY_HTTP ? "PreToolUse" : "PermissionRequest";
        ClaudeWay.settings(agent, event, ClaudeWay.http(agent, 2, "&onSilence=ask"));
        way.start(agent);

        // When
        agent.card("unanswered");

        // Then
        agent.end();
        assertThat(agent.made()).isEmpty();
        assertThat(agent.model().told())
                .singleElement()
                .asString()
                .contains(way == ClaudeWay.USE_BY_HTTP ? "this is not a refusal" : "needs approval")
                .doesNotContain("A person");
        agent.awaitNoCard("unanswered", 10);
    }

    @Test
    void whatWasDeferredIsDoneByTheNextRun() throws Exception {
        // Given
        CodingAgent agent = HELD.making("deferred");
        ClaudeWay.settings(agent, "PreToolUse", ClaudeWay.http(agent, 2, "&onSilence=defer"));
        String session = UUID.randomUUID().toString();
        ClaudeWay.USE_BY_HTTP.start(agent, "--session-id", session, "--output-format", "json");
        JsonNode card = agent.card("deferred");
        Command.Run first = agent.end();
        List<String> before = agent.made();

        // When
        agent.answer("deferred", "{\"behavior\":\"allow\",\"updatedInput\":{\"command\":\"touch edited\"}}");
        agent.start(List.of("claude", "-p", "--resume", session, "--allowed-tools", "Bash", "--strict-mcp-config"));

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out()).contains("\"tool_deferred\"");
        assertThat(card.path("sessionId").asText()).isEqualTo(session);
        assertThat(before).isEmpty();
        assertThat(agent.made()).containsExactly("edited");
        assertThat(agent.model().told()).hasSize(1);
    }

    @Test
    void whatAServerWantsToKnowIsAskedToo() throws Exception {
        // Given
        NpmClient.install(getClass().getSimpleName());
        var use = new Use("mcp__tracker__file", "{}");
        CodingAgent agent = HELD.wanting(use, use, use);
        ClaudeWay.settings(agent, "Elicitation", ClaudeWay.http(agent, 40, ""));
        List<String> words = NpmClient.words("tracker.mjs");
        agent.writes("tracker.json", """
                {"mcpServers":{"tracker":{"command":"%s","args":["%s"]}}}""".formatted(words.get(0), words.get(1)));
        String config = agent.home().resolve("tracker.json").toString();
        String title = "tracker: Which project?";
        agent.start(List.of(
                "claude",
                "-p",
                "Do it.",
                "--strict-mcp-config",
                "--mcp-config",
                config,
                "--allowed-tools",
                use.tool()));

        // When
        JsonNode first = agent.cardTitled(title);
        agent.answer(first, "{\"project\":\"HP\"}");
        settle(agent.cardTitled(title), "reject", "{}");
        settle(agent.cardTitled(title), "cancel", "{}");

        // Then
        assertThat(agent.end().exit()).as(agent.said()).isZero();
        assertThat(first.path("type").asText()).isEqualTo("elicitation");
        assertThat(first.at("/responseSchema/required/0").asText()).isEqualTo("project");
        assertThat(agent.model().told()).hasSize(3);
        assertThat(agent.model().told().get(0))
                .contains("{\\\"action\\\":\\\"accept\\\",\\\"content\\\":{\\\"project\\\":\\\"HP\\\"}}");
        assertThat(agent.model().told().get(1)).contains("{\\\"action\\\":\\\"decline\\\"");
        assertThat(agent.model().told().get(2)).contains("{\\\"action\\\":\\\"cancel\\\"");
    }

    private static void settle(JsonNode card, String how, String body) {
        Api.Answer answer =
                HELD.service().api().post("/v1/interactions/" + card.path("id").asText() + "/" + how, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static Use writing(String plan) {
        var input = JsonNodeFactory.instance.objectNode();
        return new Use(
                "Write",
                input.put("file_path", Use.PLAN_FILE).put("content", plan).toString());
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
