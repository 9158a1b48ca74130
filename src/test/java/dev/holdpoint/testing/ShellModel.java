package dev.holdpoint.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * In the place of a model of OpenAI's, by its Chat Completions or its Responses API: calls the tool {@code shell} as it was told,
 * once or several times a turn, then has the agent end. It knows no more than what it is sent, so an agent may be started anew.
 * Thread-safe.
 */
public final class ShellModel implements AutoCloseable {

    private static final String NO_MORE = "Done.";

    private final StandIn server = new StandIn();
    private final String calls = "call_" + UUID.randomUUID().toString().substring(0, 8) + "_";
    private final List<List<String>> turns;

    /**
     * @param turns the commands of each turn
     */
    public ShellModel(List<List<String>> turns) {
        this.turns = turns;
        server.answers((exchange, number) -> {
            StandIn.Heard heard = server.heard().get(number);
            JsonNode body = Api.tree(heard.body());
            SortedMap<Integer, String> results = results(body);
            int first = results.isEmpty() ? 0 : results.lastKey() + 1;
            List<String> turn = turn(first);
            StandIn.send(
                    exchange,
                    200,
                    "application/json",
                    body.has("messages") ? completion(turn, first) : response(turn, first));
        });
    }

    public String url() {
        return server.url();
    }

    /** What it was told that came of each of its commands. */
    public Map<String, String> told() {
        List<String> commands = turns.stream().flatMap(List::stream).toList();
        var told = new LinkedHashMap<String, String>();
        server.heard()
                .forEach(heard -> results(Api.tree(heard.body()))
                        .forEach((number, result) -> told.put(commands.get(number), result)));
        return told;
    }

    /** By the number of the call. */
    private SortedMap<Integer, String> results(JsonNode body) {
        var results = new TreeMap<Integer, String>();
        for (JsonNode message : body.path("messages")) {
            if (message.path("role").asText().equals("tool")) {
                results.put(number(message.path("tool_call_id").asText()), message.toString());
            }
        }
        for (JsonNode item : body.path("input")) {
            if (item.path("type").asText().equals("function_call_output")) {
                results.put(number(item.path("call_id").asText()), item.toString());
            }
        }
        return results;
    }

    private int number(String call) {
        if (!call.startsWith(calls)) {
            throw new AssertionError("a result of a call that was not made: " + call);
        }
        return Integer.parseInt(call.substring(calls.length()));
    }

    private List<String> turn(int first) {
        int begins = 0;
        for (List<String> turn : turns) {
            if (begins == first) {
                return turn;
            }
            begins += turn.size();
        }
        return List.of();
    }

    private String completion(List<String> turn, int first) {
        String made = IntStream.range(0, turn.size())
                .mapToObj(n -> "{\"id\":\"" + calls + (first + n)
                        + "\",\"type\":\"function\",\"function\":{\"name\":\"shell\",\"arguments\":"
                        + arguments(turn.get(n)) + "}}")
                .collect(Collectors.joining(",", ",\"tool_calls\":[", "]"));
        String message = turn.isEmpty() ? "\"content\":\"" + NO_MORE + "\"" : "\"content\":null" + made;
        return "{\"id\":\"c_" + first
                + "\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"message\":{\"role\":\"assistant\"," + message + "},\"finish_reason\":\""
                + (turn.isEmpty() ? "stop" : "tool_calls")
                + "\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";
    }

    private String response(List<String> turn, int first) {
        String made = IntStream.range(0, turn.size())
                .mapToObj(n -> "{\"type\":\"function_call\",\"id\":\"fc_" + calls + (first + n) + "\",\"call_id\":\""
                        + calls + (first + n) + "\",\"name\":\"shell\",\"arguments\":" + arguments(turn.get(n))
                        + ",\"status\":\"completed\"}")
                .collect(Collectors.joining(","));
        String message =
                "{\"type\":\"message\",\"id\":\"msg_1\",\"role\":\"assistant\",\"status\":\"completed\",\"content\":["
                        + "{\"type\":\"output_text\",\"text\":\"" + NO_MORE + "\",\"annotations\":[]}]}";
        return "{\"id\":\"resp_" + first
                + "\",\"object\":\"response\",\"created_at\":1,\"model\":\"m\",\"status\":\"completed\","
                + "\"output\":[" + (turn.isEmpty() ? message : made)
                + "],\"usage\":{\"input_tokens\":1,\"output_tokens\":1,\"total_tokens\":2,"
                + "\"input_tokens_details\":{\"cached_tokens\":0},\"output_tokens_details\":{\"reasoning_tokens\":0}}}";
    }

    private static String arguments(String command) {
        return quoted("{\"command\":" + quoted(command) + "}");
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
