package dev.holdpoint.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * In the place of a coding agent's model: has it use tools, one after the other, then has it end. It speaks the Messages API of
 * Anthropic, the Responses API of OpenAI and the Gemini API of Google, as streams, and hears what came of each. Thread-safe.
 */
public final class AgentModel implements AutoCloseable {

    private static final Pattern PLAN = Pattern.compile("/[^\\s\"`\\\\]*/plans/[^\\s\"`\\\\]+\\.md");

    private final StandIn server = new StandIn();
    private final List<Use> uses;

    /**
     * What it wants.
     *
     * @param input an object, as JSON
     */
    public record Use(String tool, String input) {

        /** Stands for the file where the agent would have its plan, which it tells its model. */
        public static final String PLAN_FILE = "{plan file}";

        private static final String SHELL = "Bash";

        /** A command in a shell, whatever that is called by the agent. */
        public static Use command(String command, String description) {
            return new Use(SHELL, "{\"command\":" + quoted(command) + ",\"description\":" + quoted(description) + "}");
        }
    }

    public AgentModel(List<Use> uses) {
        this.uses = List.copyOf(uses);
        server.answers((exchange, number) -> {
            StandIn.Heard heard = server.heard().get(number);
            if (isTurn(heard)) {
                JsonNode body = Api.tree(heard.body());
                StandIn.send(exchange, 200, "text/event-stream", stream(heard.target(), body));
            } else {
                StandIn.send(exchange, 200, "application/json", "");
            }
        });
    }

    public String url() {
        return server.url();
    }

    /** What it was told that came of what it wanted, in its order; the last of it is what the agent went on with. */
    public List<String> told() {
        return server.heard().stream()
                .filter(AgentModel::isTurn)
                .map(heard -> results(Api.tree(heard.body())))
                .reduce(List.of(), (one, other) -> other.size() >= one.size() ? other : one);
    }

    /** Whether the agent told it this, in whatever place. */
    public boolean heard(String words) {
        return server.heard().stream()
                .filter(AgentModel::isTurn)
                .anyMatch(heard -> heard.body().contains(words));
    }

    private static boolean isTurn(StandIn.Heard heard) {
        return heard.target().matches("(/v1/(messages|responses)|/v1beta/models/[^/]+:streamGenerateContent)(\\?.*)?");
    }

    private static List<String> results(JsonNode body) {
        var results = new ArrayList<String>();
        for (JsonNode message : body.path("messages")) {
            for (JsonNode part : message.path("content")) {
                if (part.path("type").asText().equals("tool_result")) {
                    results.add(part.path("content").toString());
                }
            }
        }
        for (JsonNode item : body.path("input")) {
            if (item.path("type").asText().equals("function_call_output")) {
                results.add(item.path("output").toString());
            }
        }
        for (JsonNode content : body.path("contents")) {
            for (JsonNode part : content.path("parts")) {
                if (part.has("functionResponse")) {
                    results.add(part.at("/functionResponse/response").toString());
                }
            }
        }
        return results;
    }

    private String stream(String target, JsonNode body) {
        int next = results(body).size();
        boolean ends =
                body.path("tools").isEmpty() || next >= uses.size(); // what has no tools is about titles and such
        if (target.startsWith("/v1beta/")) {
            return "data: " + content(ends ? "{\"text\":\"Done.\"}" : functionCall(next)) + "\r\n\r\n";
        }
        Stream<String> events = target.startsWith("/v1/messages")
                ? ends ? messages("text", "", "text_delta", "text", "Done.") : messages(next, body)
                : ends ? responses(message()) : responses(call(next));
        return events.map(event -> "event: " + Api.tree(event).path("type").asText() + "\ndata: " + event + "\n\n")
                .collect(Collectors.joining());
    }

    private Stream<String> messages(int next, JsonNode body) {
        Use use = uses.get(next);
        String input = use.input().replace(Use.PLAN_FILE, planFile(body));
        String call = ",\"id\":\"toolu_" + next + "\",\"name\":" + quoted(use.tool()) + ",\"input\":{}";
        return messages("tool_use", call, "input_json_delta", "partial_json", input);
    }

    private static String planFile(JsonNode body) {
        Matcher told = PLAN.matcher(body.toString());
        return told.find() ? told.group() : "";
    }

    private static Stream<String> messages(String type, String more, String delta, String member, String content) {
        String block = type.equals("text") ? ",\"text\":\"\"" : more;
        String why = type.equals("text") ? "end_turn" : "tool_use";
        return Stream.of(
                "{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
                        + "\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}",
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"" + type + "\"" + block
                        + "}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"" + delta + "\",\"" + member
                        + "\":" + quoted(content) + "}}",
                "{\"type\":\"content_block_stop\",\"index\":0}",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + why
                        + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":1}}",
                "{\"type\":\"message_stop\"}");
    }

    private static Stream<String> responses(String item) {
        return Stream.of(
                "{\"type\":\"response.created\",\"response\":{\"id\":\"r\"}}",
                "{\"type\":\"response.output_item.done\",\"item\":" + item + "}",
                "{\"type\":\"response.completed\",\"response\":{\"id\":\"r\",\"usage\":{\"input_tokens\":1,\"output_tokens\":1,"
                        + "\"input_tokens_details\":null,\"output_tokens_details\":null,\"total_tokens\":2}}}");
    }

    private static String message() {
        return "{\"type\":\"message\",\"role\":\"assistant\",\"id\":\"m\",\"content\":[{\"type\":\"output_text\",\"text\":\"Done.\"}]}";
    }

    private String call(int next) {
        String command = Api.tree(uses.get(next).input()).path("command").asText();
        return "{\"type\":\"function_call\",\"id\":\"f" + next + "\",\"call_id\":\"call_" + next
                + "\",\"name\":\"exec_command\",\"arguments\":" + quoted("{\"cmd\":" + quoted(command) + "}") + "}";
    }

    private static String content(String part) {
        return "{\"candidates\":[{\"index\":0,\"finishReason\":\"STOP\",\"content\":{\"role\":\"model\",\"parts\":["
                + part
                + "]}}],\"usageMetadata\":{\"promptTokenCount\":1,\"candidatesTokenCount\":1,\"totalTokenCount\":2}}";
    }

    private String functionCall(int next) {
        Use use = uses.get(next);
        String tool = use.tool().equals(Use.SHELL) ? "run_shell_command" : use.tool();
        return "{\"functionCall\":{\"name\":" + quoted(tool) + ",\"args\":" + use.input() + "}}";
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
