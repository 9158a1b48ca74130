package dev.holdpoint.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** An MCP client's stream: one call that is held, or one that is come back to. */
public final class McpStream implements AutoCloseable {

    /** A stream begins at once; its end may take as long as a person does. */
    private static final Duration TO_BEGIN = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AtomicReference<JsonNode> result = new AtomicReference<>();
    private final HttpResponse<InputStream> response;
    private volatile String cursor = "";
    private volatile boolean ended;

    private McpStream(HttpRequest.Builder request) {
        try {
            response = client.send(request.timeout(TO_BEGIN).build(), BodyHandlers.ofInputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        Thread.ofPlatform().daemon().start(this::read);
    }

    /** Sends a message, and reads what comes of it. */
    public static McpStream post(URI base, String message, String... headers) {
        return new McpStream(with(HttpRequest.newBuilder(base.resolve("/mcp")), headers)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(message)));
    }

    /** Comes back to a call. */
    public static McpStream resume(URI base, String cursor, String... headers) {
        return new McpStream(with(HttpRequest.newBuilder(base.resolve("/mcp")), headers)
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", cursor));
    }

    /** A call of a tool, as a message. */
    public static String call(String id, String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "}}";
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    /** What the stream began with, once it did. */
    public String cursor() {
        Awaitility.await().until(() -> !cursor.isEmpty());
        return cursor;
    }

    /** What the call came to, once it did. */
    public JsonNode result() {
        return Awaitility.await().until(result::get, told -> told != null);
    }

    public boolean hasResult() {
        return result.get() != null;
    }

    public List<String> lines() {
        return lines;
    }

    public boolean isEnded() {
        return ended;
    }

    private void read() {
        try (var reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (line.startsWith("id: ")) {
                    cursor = line.substring(4);
                } else if (line.startsWith("data: {")) {
                    take(Api.tree(line.substring(6)));
                } else if (line.startsWith("{")) {
                    take(Api.tree(line));
                }
            }
        } catch (IOException closed) {
            return; // what was read stays read
        } finally {
            ended = true;
        }
    }

    private void take(JsonNode message) {
        if (message.has("result") || message.has("error")) {
            result.set(message);
        }
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
