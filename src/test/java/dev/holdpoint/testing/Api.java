package dev.holdpoint.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** Calls the service as any client would. */
public final class Api {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String[] always;

    /**
     * @param always headers of every request: names and values in turn
     */
    public Api(URI base, String... always) {
        this.base = base;
        this.always = always;
    }

    /** An answer, with its body as JSON where it is any. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public JsonNode body() {
            return tree(response.body());
        }

        public String text() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String slug() {
            return body().path("type").asText().replace("urn:holdpoint:problem:", "");
        }

        public String id() {
            return body().path("id").asText();
        }
    }

    public static String session() {
        return "session-" + UUID.randomUUID();
    }

    public static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException("no JSON: " + json, broken);
        }
    }

    public HttpRequest.Builder request(String path) {
        return with(HttpRequest.newBuilder(base.resolve(path)).timeout(LONG), always);
    }

    public Answer get(String path, String... headers) {
        return send(with(request(path).GET(), headers));
    }

    public Answer post(String path, String body, String... headers) {
        return send(posting(path, body, headers));
    }

    public Answer delete(String path, String... headers) {
        return send(with(request(path).DELETE(), headers));
    }

    public CompletableFuture<Answer> postLater(String path, String body, String... headers) {
        return sendLater(posting(path, body, headers));
    }

    public CompletableFuture<Answer> getLater(String path, String... headers) {
        return sendLater(with(request(path).GET(), headers));
    }

    /** Asks something in a session of its own. */
    public Answer ask() {
        return ask(session(), "");
    }

    /** Asks with more members, each with a comma before it. */
    public Answer ask(String session, String more) {
        return post("/v1/interactions", "{\"type\":\"question\",\"sessionId\":\"" + session + "\"" + more + "}");
    }

    public Answer resolve(String id, String response, String... headers) {
        return post("/v1/interactions/" + id + "/resolve", "{\"response\":" + response + "}", headers);
    }

    /** The id of the only interaction that is pending in a session, once there is one. */
    public String pendingIn(String session) {
        return Awaitility.await()
                .until(
                        () -> get("/v1/interactions?sessionId=" + session)
                                .body()
                                .path("items"),
                        items -> items.size() == 1)
                .get(0)
                .path("id")
                .asText();
    }

    /** The ids of a list, in its order, page by page; of the parameters all but the cursor. */
    public List<String> idsInPages(String parameters) {
        var ids = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = get("/v1/interactions?" + parameters + cursor).body();
            page.path("items").forEach(item -> ids.add(item.path("id").asText()));
            JsonNode next = page.path("nextCursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asText();
        } while (!cursor.isEmpty());
        return ids;
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpRequest.Builder posting(String path, String body, String... headers) {
        var request = request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        return with(request, headers);
    }

    public CompletableFuture<Answer> sendLater(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Answer::new);
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }
}
