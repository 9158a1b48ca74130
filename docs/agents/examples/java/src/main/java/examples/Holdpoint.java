package examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Asks people whether a tool may be called. Copy it: it needs a JDK and Jackson, and nothing else. Thread-safe. */
public final class Holdpoint {

    private static final String SERVICE = env("HOLDPOINT_URL", "http://localhost:8080") + "/v1/interactions";
    private static final String TOKEN = env("HOLDPOINT_TOKEN", "");
    private static final String ANSWERS = """
            {"type":"object","required":["behavior"],"properties":{"behavior":{"enum":["allow","deny"]},
             "updatedInput":{"type":"object"},"message":{"type":"string"},"updatedPermissions":false,"interrupt":false}}""";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Holdpoint() {}

    /** What a person said, or that nobody did, which is no refusal; the input as they edited it, where they did. */
    public record Decision(boolean allowed, String input, String message) {}

    /** Waits until somebody decides or the time is up. The same key and call find the same question, in any process. */
    public static Decision mayRun(String key, String session, String agent, String tool, String input) {
        try {
            ObjectNode question = JSON.createObjectNode().put("type", "permission").put("sessionId", session);
            question.put("title", agent + ": " + tool).put("timeout", env("ASK_TIMEOUT", "PT15M"));
            question.putObject("data").put("toolName", tool).set("input", JSON.readTree(input));
            question.putObject("metadata").put("agent", agent);
            question.set("responseSchema", JSON.readTree(ANSWERS));
            return decision(settled(key, question.toString()), input);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static Decision decision(JsonNode settled, String input) {
        String origin = settled.path("origin").asText();
        if (!origin.equals("responder") && !origin.equals("rule")) {
            String what = origin.equals("asker") ? "It was withdrawn" : "Nobody answered in time";
            return new Decision(false, input, what + "; this is not a refusal. Ask again, or go on without it.");
        }
        JsonNode response = settled.path("response");
        String words = response.path("message").asText(settled.path("reason").asText(""));
        String edited = response.has("updatedInput") ? response.path("updatedInput").toString() : input;
        boolean allowed = response.path("behavior").asText().equals("allow");
        return new Decision(allowed, edited, "A person refused this. " + words);
    }

    private static JsonNode settled(String key, String question) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(SERVICE))
                .timeout(Duration.ofSeconds(65))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", '"' + key + '"')
                .header("Prefer", "wait=50")
                .POST(BodyPublishers.ofString(question));
        if (!TOKEN.isEmpty()) {
            request.header("Authorization", "Bearer " + TOKEN);
        }
        for (int failures = 0; ; failures++) {
            HttpResponse<String> answer = null;
            try {
                answer = HTTP.send(request.build(), BodyHandlers.ofString());
            } catch (IOException away) {
                // it comes back: the call stays held
            }
            int status = answer == null ? 503 : answer.statusCode();
            if (status == 200) {
                return JSON.readTree(answer.body());
            } else if (status == 202) {
                failures = -1; // still pending
            } else if (status == 429 || status >= 500) {
                long most = Math.min(5_000, 200L << Math.min(failures, 5));
                Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most));
            } else {
                throw new IOException("Holdpoint refused to ask: " + answer.body());
            }
        }
    }

    private static String env(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
