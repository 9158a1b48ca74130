package dev.holdpoint.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tab: reads the event stream until it is closed. */
public final class EventReader implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Instant> alive = new CopyOnWriteArrayList<>();
    private final List<Integer> retries = new CopyOnWriteArrayList<>();
    private final HttpResponse<InputStream> response;
    private volatile boolean ended;

    /** One event. */
    public record Event(long id, String name, JsonNode data) {}

    public EventReader(URI base, String query, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve("/v1/events" + query));
        response = client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofInputStream());
        Thread.ofPlatform().daemon().start(this::read);
    }

    public List<Event> events() {
        return events;
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    /** When the server said that the stream is alive. */
    public List<Instant> alive() {
        return alive;
    }

    /** After how many milliseconds it was told to come back. */
    public List<Integer> retries() {
        return retries;
    }

    public boolean isEnded() {
        return ended;
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            long id = -1;
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = Long.parseLong(line.substring(4));
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ") && name.equals("alive")) {
                    alive.add(
                            Instant.parse(Api.tree(line.substring(6)).path("at").asText()));
                } else if (line.startsWith("retry: ")) {
                    retries.add(Integer.valueOf(line.substring(7)));
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(id, name, Api.tree(line.substring(6))));
                }
            }
        } catch (IOException closed) {
            return; // what was read stays read
        } finally {
            ended = true;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
