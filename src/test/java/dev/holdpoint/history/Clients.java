package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.history.Stream.Event;
import dev.holdpoint.history.Stream.Filter;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Service;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/** Callers and tabs that a service has to bear, and what they saw of it. */
final class Clients implements AutoCloseable {

    private static final int CALLERS = 12;
    private static final String ALL =
            "/v1/interactions?limit=500&status=pending&status=resolved&status=rejected&status=expired&status=cancelled";

    private final Recorder recorder = new Recorder();
    private final List<Caller> callers = new ArrayList<>();
    private final List<Tab> tabs = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean stopped;
    private int attempts;

    private record Tab(Listener listener, Filter filter, Random random, long pause) {}

    Clients(long seed) {
        var random = new Random(seed);
        var board = new Board();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(new Caller("caller-" + i, random.nextLong(), recorder, board));
        }
        open("tab", Filter.ALL, random, 0);
        open("slow tab", Filter.ALL, random, TimeUnit.MILLISECONDS.toNanos(10));
        open("tab of a session", Filter.ofSession(Board.session(random)), random, 0);
        open("tab of a type", new Filter(Optional.empty(), Optional.of(Board.type(random))), random, 0);
    }

    private void open(String name, Filter filter, Random random, long pause) {
        var listener = new Listener(name, filter, recorder, OptionalLong.empty());
        tabs.add(new Tab(listener, filter, new Random(random.nextLong()), pause));
    }

    /** Has them call a service, until they are stopped. */
    void start(Service service) {
        stopped = false;
        callers.forEach(caller -> run(() -> {
            caller.run(service.api(), () -> stopped);
            return caller;
        }));
        tabs.forEach(tab -> run(() -> {
            while (!stopped) {
                listen(tab, service.base());
            }
            return tab;
        }));
    }

    /** Ends them; the service is gone, for tabs listen to the last. */
    void stop() throws Exception {
        stopped = true;
        for (Future<?> one : running) {
            one.get(2, TimeUnit.MINUTES);
        }
        running.clear();
    }

    /** Lets them go on until they were told so many answers more. */
    void awaitCalls(int more) {
        int target = recorder.calls() + more;
        await(() -> recorder.calls() >= target);
    }

    /** Lets them go on until one that was told since a moment of {@link #now} that the store failed. */
    void awaitFailureSince(long moment) {
        await(() -> recorder.sawFailureSince(moment));
    }

    long now() {
        return recorder.now();
    }

    /** The history as it ends, once nothing happens by itself any more and every tab was told all. */
    History end(Service service) throws Exception {
        History.End end = Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> quiet(service), Optional::isPresent)
                .orElseThrow();
        for (Tab tab : tabs) {
            long last = tab.listener().last().orElse(0);
            List<Event> missed = end.log().stream()
                    .filter(event -> event.id() > last && tab.filter().matches(event.data()))
                    .toList();
            if (!missed.isEmpty()) {
                long newest = missed.getLast().id();
                listenTo(newest, tab.listener(), service.base());
            }
        }
        return recorder.history(end);
    }

    private static void await(Callable<Boolean> until) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofMinutes(2))
                .until(until);
    }

    private void run(Callable<?> client) {
        running.add(threads.submit(client));
    }

    /** For a while, or to the stream's end; then it goes on where it was, but for a few times. */
    private static void listen(Tab tab, URI base) throws InterruptedException {
        int few = 1 + tab.random().nextInt(400);
        int[] told = {0};
        tab.listener().listen(base, event -> {
            LockSupport.parkNanos(tab.pause());
            return ++told[0] > few;
        });
        if (tab.random().nextInt(10) == 0) {
            tab.listener().startAfresh();
        }
    }

    /** How it stands, if nothing has changed while it was read, and nothing will soon. */
    private Optional<History.End> quiet(Service service) throws Exception {
        long begin = recorder.now();
        JsonNode before = service.api().get("/v1/statistics").body();
        List<JsonNode> interactions = interactions(service.api());
        boolean isQuiet = interactions.stream()
                .filter(Sighting::isPending)
                .allMatch(pending -> Sighting.time(pending, "expiresAt")
                        .isAfter(Instant.now().plus(Duration.ofHours(1))));
        List<Event> log = isQuiet ? log(service.base()) : List.of();
        JsonNode after = service.api().get("/v1/statistics").body();
        return isQuiet && after.path("types").equals(before.path("types"))
                ? Optional.of(new History.End(begin, interactions, log, after))
                : Optional.empty();
    }

    private List<Event> log(URI base) throws Exception {
        attempts++;
        try (var newcomer = new Listener("newcomer " + attempts, Filter.ALL, recorder, OptionalLong.empty());
                var reader = new Listener("reader " + attempts, Filter.ALL, recorder, OptionalLong.of(0))) {
            newcomer.listen(base, Event::isSync);
            long newest = newcomer.last().orElse(0);
            return listenTo(newest, reader, base);
        }
    }

    private List<Event> listenTo(long newest, Listener listener, URI base) throws Exception {
        return threads.submit(() -> listener.listen(base, event -> event.id() >= newest))
                .get(1, TimeUnit.MINUTES);
    }

    private static List<JsonNode> interactions(Api api) {
        List<JsonNode> interactions = new ArrayList<>();
        JsonNode page = api.get(ALL).body();
        page.path("items").forEach(interactions::add);
        while (page.path("nextCursor").isTextual()) {
            page = api.get(ALL + "&cursor=" + page.path("nextCursor").asText()).body();
            page.path("items").forEach(interactions::add);
        }
        return interactions;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        tabs.forEach(tab -> tab.listener().close());
    }
}
