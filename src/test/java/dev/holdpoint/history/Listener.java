package dev.holdpoint.history;

import dev.holdpoint.history.Stream.Event;
import dev.holdpoint.history.Stream.Filter;
import dev.holdpoint.testing.Api;
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
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** A tab that comes back to where it was whenever its stream ends. One thread at a time. */
final class Listener implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String name;
    private final Filter filter;
    private final Recorder recorder;
    private OptionalLong last;

    /** A fresh tab where no number is given. */
    Listener(String name, Filter filter, Recorder recorder, OptionalLong last) {
        this.name = name;
        this.filter = filter;
        this.recorder = recorder;
        this.last = last;
    }

    /** The number of the last event that it was told. */
    OptionalLong last() {
        return last;
    }

    /** Forgets where it was. */
    void startAfresh() {
        last = OptionalLong.empty();
    }

    /** Listens until the stream ends, or it has heard enough: tells what it heard. */
    List<Event> listen(URI base, Predicate<Event> isEnough) throws InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve("/v1/events" + filter.query()));
        OptionalLong after = last;
        after.ifPresent(number -> request.header("Last-Event-ID", Long.toString(number)));
        List<Event> events = new ArrayList<>();
        long begin = recorder.now();
        try {
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(name + " was refused a stream: " + response.statusCode());
            }
            read(response.body(), events, isEnough);
        } catch (IOException _) {
            // what was read stays read
        }
        if (!events.isEmpty()) {
            last = OptionalLong.of(events.getLast().id());
            recorder.add(new Stream(name, filter, after, begin, List.copyOf(events)));
        }
        return events;
    }

    private void read(InputStream body, List<Event> events, Predicate<Event> isEnough) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String id = "";
            String event = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty()) {
                    if (!id.isEmpty() && !data.isEmpty()) {
                        events.add(new Event(Long.parseLong(id), event, Api.tree(data), recorder.now()));
                        if (isEnough.test(events.getLast())) {
                            return;
                        }
                    }
                    id = "";
                    event = "";
                    data = "";
                }
            }
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
