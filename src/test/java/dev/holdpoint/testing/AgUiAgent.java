package dev.holdpoint.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * In the place of an agent that speaks AG-UI: proposes commands that make files, a few in each run, ends the run with an
 * interrupt for each, and makes what the next run says may be made. Strict where the protocol is: a resume that does not answer
 * every open interrupt is an error. Thread-safe.
 */
public final class AgUiAgent implements AutoCloseable {

    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"approved\":{\"type\":\"boolean\"},\"editedArgs\":{\"type\":\"object\"}},"
                    + "\"required\":[\"approved\"]}";

    private final StandIn server = new StandIn();
    private final String calls = "tc-" + UUID.randomUUID() + "-";
    private final Path folder;
    private final List<List<String>> turns;
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private int turn = -1;

    /**
     * @param folder where it makes files
     * @param turns the commands of each run
     */
    public AgUiAgent(Path folder, List<List<String>> turns) {
        this.folder = folder;
        this.turns = turns;
        server.answers((exchange, number) -> {
            String events = run(Api.tree(server.heard().get(number).body())).stream()
                    .map(event -> "data: " + event + "\n\n")
                    .collect(Collectors.joining());
            StandIn.send(exchange, 200, "text/event-stream", events);
        });
    }

    public String url() {
        return server.url();
    }

    /** How each of its commands was answered. */
    public Map<String, String> told() {
        return told;
    }

    /** One after the other. */
    private synchronized List<String> run(JsonNode input) throws IOException {
        String run = "\"threadId\":" + input.path("threadId") + ",\"runId\":" + input.path("runId");
        var events = new ArrayList<String>();
        events.add("{\"type\":\"RUN_STARTED\"," + run + "}");
        List<String> open = turn < 0 ? List.of() : turns.get(turn);
        var answers = new HashMap<String, JsonNode>();
        input.path("resume")
                .forEach(entry -> answers.put(entry.path("interruptId").asText(), entry));
        for (int n = 0; n < open.size(); n++) {
            JsonNode answer = answers.remove("int-" + id(n));
            if (answer == null) {
                return error(events, "an open interrupt is not answered");
            }
            told.put(open.get(n), answer.toString());
            events.add("{\"type\":\"TOOL_CALL_RESULT\",\"messageId\":\"r-" + id(n) + "\",\"toolCallId\":\"" + id(n)
                    + "\",\"content\":\"" + (obey(answer, open.get(n)) ? "made" : "not made") + "\"}");
        }
        if (!answers.isEmpty()) {
            return error(events, "an interrupt is answered that is not open");
        }
        turn++;
        if (turn == turns.size()) {
            events.add("{\"type\":\"TEXT_MESSAGE_START\",\"messageId\":\"end\",\"role\":\"assistant\"}");
            events.add("{\"type\":\"TEXT_MESSAGE_CONTENT\",\"messageId\":\"end\",\"delta\":\"Done.\"}");
            events.add("{\"type\":\"TEXT_MESSAGE_END\",\"messageId\":\"end\"}");
            events.add("{\"type\":\"RUN_FINISHED\"," + run + ",\"outcome\":{\"type\":\"success\"}}");
            return events;
        }
        var interrupts = new ArrayList<String>();
        for (int n = 0; n < turns.get(turn).size(); n++) {
            events.add("{\"type\":\"TOOL_CALL_START\",\"toolCallId\":\"" + id(n) + "\",\"toolCallName\":\"shell\"}");
            events.add("{\"type\":\"TOOL_CALL_ARGS\",\"toolCallId\":\"" + id(n) + "\",\"delta\":"
                    + quoted("{\"command\":" + quoted(turns.get(turn).get(n)) + "}") + "}");
            events.add("{\"type\":\"TOOL_CALL_END\",\"toolCallId\":\"" + id(n) + "\"}");
            interrupts.add(
                    "{\"id\":\"int-" + id(n) + "\",\"reason\":\"tool_call\",\"message\":\"May I?\",\"toolCallId\":\""
                            + id(n) + "\",\"responseSchema\":" + SCHEMA + "}");
        }
        events.add("{\"type\":\"RUN_FINISHED\"," + run + ",\"outcome\":{\"type\":\"interrupt\",\"interrupts\":["
                + String.join(",", interrupts) + "]}}");
        return events;
    }

    private static List<String> error(List<String> events, String what) {
        events.add("{\"type\":\"RUN_ERROR\",\"message\":\"" + what + "\"}");
        return events;
    }

    private boolean obey(JsonNode answer, String command) throws IOException {
        boolean isAllowed = answer.path("status").asText().equals("resolved")
                && answer.at("/payload/approved").asBoolean();
        if (isAllowed) {
            String made = answer.at("/payload/editedArgs/command").asText(command);
            Files.createFile(folder.resolve(made.substring(made.indexOf(' ') + 1)));
        }
        return isAllowed;
    }

    private String id(int number) {
        return calls + turn + "-" + number;
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
