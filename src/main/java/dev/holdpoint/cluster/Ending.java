package dev.holdpoint.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdpoint.history.History;
import dev.holdpoint.history.Stream.Event;
import dev.holdpoint.history.Stream.Filter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** How everything stands when nobody does anything any more, less how it stood when it began. Used by one thread. */
final class Ending {

    private static final String STATISTICS = "/v1/statistics";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LISTENING = Duration.ofMinutes(1);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final String ALL =
            "/v1/interactions?limit=500&status=pending&status=resolved&status=rejected&status=expired&status=cancelled";

    private final Board board;
    private final Replicas replicas;
    private final Recorder recorder;
    private final ExecutorService threads;
    private final JsonNode before;

    /** One at each replica, which reads the whole log there. */
    private final List<Listener> readers = new ArrayList<>();

    /** What the first of them read. */
    private final List<Event> log = new ArrayList<>();

    private final LoadCaller last;

    /**
     * Looks at how it stands when it begins.
     *
     * @param last who asks last of all
     */
    Ending(Board board, Replicas replicas, Recorder recorder, ExecutorService threads, LoadCaller last)
            throws IOException, InterruptedException {
        this.board = board;
        this.replicas = replicas;
        this.recorder = recorder;
        this.threads = threads;
        this.last = last;
        this.before = replicas.get(first(), STATISTICS);
        for (URI replica : replicas.all()) {
            var reader = listener("reader at " + replica.getAuthority());
            reader.listen(replica, Event::isSync);
            if (reader.last().isEmpty()) {
                throw new IOException(replica + " tells no events");
            }
            readers.add(reader);
        }
    }

    /** Waits until nothing changes any more. */
    History.End await() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        long begun = System.nanoTime();
        Optional<History.End> end = ifQuiet();
        while (end.isEmpty()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new TimeoutException("it does not come to rest");
            }
            LockSupport.parkNanos(PAUSE);
            end = ifQuiet();
        }
        return end.get();
    }

    /** Has somebody hear all up to an event, over as many connections as that takes. */
    List<Event> listenTo(Predicate<Event> isLast, Listener listener, URI replica)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<Event> heard = new ArrayList<>();
        long begun = System.nanoTime();
        while (heard.isEmpty() || !isLast.test(heard.getLast())) {
            if (System.nanoTime() - begun > LISTENING.toNanos()) {
                throw new TimeoutException("a tab is not told the last event by " + replica);
            }
            heard.addAll(threads.submit(() -> listener.listen(replica, isLast))
                    .get(LISTENING.toSeconds(), TimeUnit.SECONDS));
        }
        return heard;
    }

    /** How it stands, if nothing has changed while it was read, and nothing will soon. */
    private Optional<History.End> ifQuiet()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        boolean isQuiet = interactions().stream()
                .filter(one -> one.path("status").asText().equals("pending"))
                .allMatch(one -> Instant.parse(one.path("expiresAt").asText())
                        .isAfter(Instant.now().plus(Duration.ofHours(1))));
        Optional<String> mark = isQuiet ? last.mark() : Optional.empty();
        if (mark.isEmpty()) {
            return Optional.empty();
        }
        long begin = recorder.now();
        JsonNode counted = counted(replicas.get(first(), STATISTICS));
        List<JsonNode> interactions = interactions();
        readLog(mark.get());
        return counted(replicas.get(first(), STATISTICS)).equals(counted)
                ? Optional.of(new History.End(begin, interactions, List.copyOf(log), counted))
                : Optional.empty();
    }

    /** That of the first replica is the log; the others are heard too, and what they tell is compared with it. */
    private void readLog(String mark) throws InterruptedException, ExecutionException, TimeoutException {
        for (int i = 0; i < readers.size(); i++) {
            List<Event> heard = listenTo(
                    event -> !event.isSync()
                            && !event.isRequested()
                            && event.data().path("id").asText().equals(mark),
                    readers.get(i),
                    replicas.all().get(i));
            if (i == 0) {
                log.addAll(heard);
            }
        }
    }

    private List<JsonNode> interactions() throws IOException, InterruptedException {
        List<JsonNode> interactions = new ArrayList<>();
        String query = ALL + "&sessionId=" + String.join("&sessionId=", board.sessions());
        JsonNode page = replicas.get(first(), query);
        page.path("items").forEach(interactions::add);
        while (page.path("nextCursor").isTextual()) {
            page = replicas.get(
                    first(), query + "&cursor=" + page.path("nextCursor").asText());
            page.path("items").forEach(interactions::add);
        }
        return interactions;
    }

    /** What was counted of this load alone; how many are pending only where nobody else has any. */
    private JsonNode counted(JsonNode statistics) {
        ObjectNode counted = JsonNodeFactory.instance.objectNode();
        ObjectNode types = counted.putObject("types");
        for (String type : Board.TYPES) {
            ObjectNode counts = JsonNodeFactory.instance.objectNode();
            statistics.path("types").path(type).properties().forEach(count -> {
                long had = before.path("types").path(type).path(count.getKey()).asLong();
                counts.put(count.getKey(), count.getValue().asLong() - had);
            });
            if (counts.path("requested").asLong() > 0) {
                types.set(type, counts);
            }
        }
        boolean isAlone = before.path("pending").asLong() == 0
                && statistics.path("types").propertyStream().allMatch(type -> Board.TYPES.contains(type.getKey()));
        if (isAlone) {
            counted.set("pending", statistics.path("pending"));
            counted.set("sessions", statistics.path("sessions"));
        }
        return counted;
    }

    private Listener listener(String name) {
        return new Listener(name, Filter.ALL, board::isOurs, replicas, recorder);
    }

    private URI first() {
        return replicas.all().getFirst();
    }
}
