package dev.holdpoint.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdpoint.history.Stream;
import dev.holdpoint.history.Stream.Event;
import dev.holdpoint.history.Stream.Filter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A tab that comes back to where it was whenever its stream ends, at whatever replica. Of others' interactions it writes
 * nothing down. One thread at a time; {@code leave} is for others.
 */
final class Listener {

    private static final int FIRST_OF_PROXIES = 502;
    private static final int LAST_OF_PROXIES = 504;

    private final String name;
    private final Filter filter;
    private final Predicate<JsonNode> isOurs;
    private final Replicas replicas;
    private final Recorder recorder;
    private OptionalLong last = OptionalLong.empty();
    private volatile @Nullable InputStream open;

    /**
     * @param isOurs which interactions are written down
     */
    Listener(String name, Filter filter, Predicate<JsonNode> isOurs, Replicas replicas, Recorder recorder) {
        this.name = name;
        this.filter = filter;
        this.isOurs = isOurs;
        this.replicas = replicas;
        this.recorder = recorder;
    }

    Filter filter() {
        return filter;
    }

    /** The number of the last event that it was told. */
    OptionalLong last() {
        return last;
    }

    /** Forgets where it was. */
    void startAfresh() {
        last = OptionalLong.empty();
    }

    /** Ends its stream, whoever reads it. */
    void leave() {
        InputStream stream = open;
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException gone) {
            // as it was meant
        }
    }

    /**
     * Listens until the stream ends, or it has heard enough: tells what it heard.
     *
     * @throws IllegalStateException where it is refused for good
     */
    List<Event> listen(URI replica, Predicate<Event> isEnough) throws InterruptedException {
        OptionalLong after = last;
        List<Event> events = new ArrayList<>();
        long begin = recorder.now();
        try {
            HttpResponse<InputStream> response = replicas.listen(replica, filter.query(), after);
            int status = response.statusCode();
            if (status == 200) {
                open = response.body();
                read(response.body(), events, isEnough);
            } else if (status < FIRST_OF_PROXIES || status > LAST_OF_PROXIES) {
                throw new IllegalStateException(name + " was refused a stream by " + replica + ": " + status);
            }
        } catch (IOException broken) {
            // what was read stays read
        } finally {
            open = null;
        }
        if (!events.isEmpty()) {
            last = OptionalLong.of(events.getLast().id());
            recorder.add(new Stream(name, replica.getAuthority(), filter, after, begin, List.copyOf(events)));
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
                    boolean isNumbered = !id.isEmpty() && !data.isEmpty();
                    if (isNumbered && isEnough(id, event, Replicas.tree(data), events, isEnough)) {
                        return;
                    }
                    id = "";
                    event = "";
                    data = "";
                }
            }
        }
    }

    private boolean isEnough(String id, String name, JsonNode data, List<Event> events, Predicate<Event> isEnough) {
        var event = new Event(Long.parseLong(id), name, data, recorder.now());
        if (event.isSync()) {
            ArrayNode pending = ((ObjectNode) data).withArray("pending");
            for (int i = pending.size() - 1; i >= 0; i--) {
                if (!isOurs.test(pending.get(i))) {
                    pending.remove(i);
                }
            }
            events.add(event);
        } else if (isOurs.test(data)) {
            events.add(event);
        }
        return isEnough.test(event);
    }
}
