package dev.holdpoint.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The event stream, for as long as it is wanted: one that ends, breaks or falls silent is taken up again after its last event. One
 * thread at a time.
 */
public final class Watching {

    /** The stream says that it is alive each 15 s. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    /** A name, its number, what it says. */
    public record Event(String name, String id, JsonNode data) {}

    private final Service service;
    private final Consumer<String> telling;
    private final String query;
    private String last = "";
    private boolean isAway;
    private volatile long heardAt;

    /**
     * @param query filters, as the contract has them; empty for none
     * @param telling takes a line for whoever watches
     */
    public Watching(Service service, String query, Consumer<String> telling) {
        this.service = service;
        this.query = query;
        this.telling = telling;
    }

    /**
     * Watches until it is told to stop.
     *
     * @param taking takes an event; false is enough
     * @throws NotDoneException where it is refused, or the service was never reached
     */
    public void watch(Predicate<Event> taking) {
        var backoff = new Backoff(RandomGenerator.getDefault());
        long begun = System.nanoTime();
        boolean wasThere = false;
        while (true) {
            String trouble = "the stream ended";
            try {
                HttpResponse<InputStream> response = open();
                if (response.statusCode() == 200) {
                    wasThere = true;
                    tellOfReturn();
                    if (!follow(response.body(), taking)) {
                        return;
                    }
                    backoff = new Backoff(RandomGenerator.getDefault());
                } else {
                    Reply refused = Service.reply(response, response.body().readNBytes(Service.MOST));
                    if (!refused.isPassing()) {
                        throw new NotDoneException(Asking.refusal(refused));
                    }
                    trouble = refused.words();
                }
            } catch (IOException broken) {
                trouble = String.valueOf(broken.getMessage());
            }
            if (!wasThere && System.nanoTime() - begun > Asking.FIRST.toNanos()) {
                throw new NotDoneException(service.place() + " is not reached: " + trouble);
            }
            if (!trouble.equals("the stream ended") && !isAway) {
                isAway = true;
                telling.accept(service.place() + " is not reached: " + trouble + "; trying again");
            }
            Reconnecting.Time.OWN.pass(backoff.next(Duration.ZERO));
        }
    }

    private HttpResponse<InputStream> open() throws IOException {
        Call call = Call.get("v1/events" + query).with("Accept", "text/event-stream");
        return service.open(last.isEmpty() ? call : call.with("Last-Event-ID", last), Asking.SHORT);
    }

    private void tellOfReturn() {
        if (isAway) {
            isAway = false;
            telling.accept(service.place() + " is reached again");
        }
    }

    /** Whether more is wanted than this stream had. */
    private boolean follow(InputStream stream, Predicate<Event> taking) throws IOException {
        heardAt = System.nanoTime();
        Thread guard = Thread.ofPlatform().daemon().name("silence").start(() -> cutWhenSilent(stream));
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String name = "";
            @Nullable String id = null;
            var data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heardAt = System.nanoTime();
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line, 6, line.length());
                } else if (line.isEmpty()) {
                    if (id != null && !taking.test(new Event(name, id, Trees.read(data.toString())))) {
                        return false;
                    }
                    last = id == null ? last : id;
                    name = "";
                    id = null;
                    data.setLength(0);
                }
            }
            return true;
        } finally {
            guard.interrupt();
        }
    }

    private void cutWhenSilent(InputStream stream) {
        while (!Thread.currentThread().isInterrupted()) {
            Reconnecting.Time.OWN.pass(Duration.ofSeconds(1));
            if (System.nanoTime() - heardAt > SILENCE.toNanos()) {
                try {
                    stream.close();
                } catch (IOException gone) {
                    // as it was meant
                }
                return;
            }
        }
    }
}
