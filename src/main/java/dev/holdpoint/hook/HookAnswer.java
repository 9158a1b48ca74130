package dev.holdpoint.hook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether what a service answers is an answer to a hook, in the words of its agent: a decision on the very event that was asked, with
 * nothing in it that the wire does not know. All else is none, and opens nothing.
 */
final class HookAnswer {

    private static final String OUTPUT = "hookSpecificOutput";

    private HookAnswer() {}

    /** What is wrong with it; empty where it may be passed on. */
    static Optional<String> fault(Agent agent, String event, JsonNode answer) {
        boolean isOne = answer.isObject()
                && switch (agent) {
                    case CLAUDE_CODE, CODEX -> isOfClaude(agent, event, answer);
                    case GEMINI -> isOfGemini(answer);
                };
        return isOne
                ? Optional.empty()
                : Optional.of(
                        "what the service answered is no decision on " + event + " that " + agent.word() + " knows");
    }

    private static boolean isOfClaude(Agent agent, String event, JsonNode answer) {
        JsonNode output = answer.path(OUTPUT);
        boolean isOfEvent = hasOnly(answer, Map.of(OUTPUT, JsonNode::isObject))
                && output.path("hookEventName").asText("").equals(event);
        return isOfEvent
                && switch (event) {
                    case "PermissionRequest" ->
                        hasOnly(output, Map.of("hookEventName", HookAnswer::isWords, "decision", JsonNode::isObject))
                                && isDecision(agent, output.path("decision"));
                    case "PreToolUse" -> isUse(agent, output);
                    case "Elicitation" -> isElicitation(output);
                    default -> false;
                };
    }

    private static boolean isDecision(Agent agent, JsonNode decision) {
        return switch (decision.path("behavior").asText("")) {
            case "allow" ->
                agent == Agent.CODEX
                        ? hasOnly(decision, Map.of("behavior", HookAnswer::isWords))
                        : hasOnly(
                                decision,
                                Map.of(
                                        "behavior", HookAnswer::isWords,
                                        "updatedInput", JsonNode::isObject,
                                        "updatedPermissions", JsonNode::isArray));
            case "deny" ->
                isWords(decision.path("message"))
                        && hasOnly(
                                decision,
                                Map.of(
                                        "behavior",
                                        HookAnswer::isWords,
                                        "message",
                                        HookAnswer::isWords,
                                        "interrupt",
                                        JsonNode::isBoolean));
            default -> false;
        };
    }

    /** Codex takes no allow without its input for one, and lets the call through as it was asked. */
    private static boolean isUse(Agent agent, JsonNode output) {
        return switch (output.path("permissionDecision").asText("")) {
            case "allow" ->
                (agent != Agent.CODEX || output.path("updatedInput").isObject())
                        && hasOnly(
                                output,
                                Map.of(
                                        "hookEventName",
                                        HookAnswer::isWords,
                                        "permissionDecision",
                                        HookAnswer::isWords,
                                        "permissionDecisionReason",
                                        JsonNode::isTextual,
                                        "updatedInput",
                                        JsonNode::isObject,
                                        "additionalContext",
                                        HookAnswer::isWords));
            case "deny" ->
                isWords(output.path("permissionDecisionReason"))
                        && hasOnly(
                                output,
                                Map.of(
                                        "hookEventName", HookAnswer::isWords,
                                        "permissionDecision", HookAnswer::isWords,
                                        "permissionDecisionReason", HookAnswer::isWords));
            default -> false;
        };
    }

    private static boolean isElicitation(JsonNode output) {
        boolean isAction = Set.of("accept", "decline", "cancel")
                .contains(output.path("action").asText(""));
        return isAction
                && hasOnly(
                        output,
                        Map.of(
                                "hookEventName",
                                HookAnswer::isWords,
                                "action",
                                HookAnswer::isWords,
                                "content",
                                JsonNode::isObject));
    }

    private static boolean isOfGemini(JsonNode answer) {
        return switch (answer.path("decision").asText("")) {
            case "allow" ->
                hasOnly(
                                answer,
                                Map.of(
                                        "decision",
                                        HookAnswer::isWords,
                                        "reason",
                                        JsonNode::isTextual,
                                        OUTPUT,
                                        JsonNode::isObject))
                        && hasOnly(
                                answer.path(OUTPUT),
                                Map.of(
                                        "hookEventName",
                                        name -> name.asText("").equals("BeforeTool"),
                                        "tool_input",
                                        JsonNode::isObject));
            case "deny" ->
                isWords(answer.path("reason"))
                        && hasOnly(
                                answer,
                                Map.of(
                                        "decision",
                                        HookAnswer::isWords,
                                        "reason",
                                        HookAnswer::isWords,
                                        "continue",
                                        stops -> stops.isBoolean() && !stops.asBoolean()));
            default -> false;
        };
    }

    private static boolean isWords(JsonNode node) {
        return node.isTextual() && !node.asText().isBlank();
    }

    /** Whether each member of an object is one of these, and of its kind; what is no object has none. */
    private static boolean hasOnly(JsonNode object, Map<String, Predicate<JsonNode>> known) {
        return object.properties().stream().allMatch(member -> {
            Predicate<JsonNode> kind = known.get(member.getKey());
            return kind != null && kind.test(member.getValue());
        });
    }
}
