package dev.holdpoint.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.history.Answer;
import dev.holdpoint.history.Call;
import dev.holdpoint.history.History;
import dev.holdpoint.history.Operation;
import dev.holdpoint.history.Stream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes calls, and writes down what came of them. Thread-safe. */
final class Recorder {

    private final Instant start = Instant.now();
    private final long origin = System.nanoTime();
    private final Replicas replicas;
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<Stream> streams = new ConcurrentLinkedQueue<>();
    private final Queue<History.Outage> outages = new ConcurrentLinkedQueue<>();

    Recorder(Replicas replicas) {
        this.replicas = replicas;
    }

    /** A call that is under way. */
    record Sent(CompletableFuture<HttpResponse<String>> connection, CompletableFuture<Answer> answer) {
        Answer await() {
            return answer.join();
        }

        /** The caller leaves: the connection is closed. */
        void drop() {
            connection.cancel(true);
        }
    }

    /** Nanoseconds since the history's start. */
    long now() {
        return System.nanoTime() - origin;
    }

    /** Calls any replica. */
    Sent send(Random random, String caller, Call call) {
        URI replica = replicas.any(random);
        HttpRequest request = request(replica, call);
        long begin = now();
        CompletableFuture<HttpResponse<String>> connection = replicas.send(request);
        CompletableFuture<Answer> answer = connection.handle((told, failure) -> {
            var operation = new Operation(
                    caller, replica.getAuthority(), call, begin, now(), told == null ? Answer.NONE : read(told));
            operations.add(operation);
            calls.incrementAndGet();
            return operation.answer();
        });
        return new Sent(connection, answer);
    }

    Answer call(Random random, String caller, Call call) {
        return send(random, caller, call).await();
    }

    /** How many calls have come to an end. */
    int calls() {
        return calls.get();
    }

    /** Whether anybody was told since a moment that the store failed. */
    boolean sawFailureSince(long moment) {
        return operations.stream()
                .anyMatch(operation ->
                        operation.end() > moment && operation.answer().status() == 503);
    }

    void add(Stream stream) {
        streams.add(stream);
    }

    void add(History.Outage outage) {
        outages.add(outage);
    }

    /** What was written down, by the service's clock. */
    History history(History.End end) {
        List<Operation> all = List.copyOf(operations);
        return new History(
                new ClockOffset(start).serviceTime(all), all, List.copyOf(streams), List.copyOf(outages), end);
    }

    private static Answer read(HttpResponse<String> told) {
        boolean isReplayed =
                told.headers().firstValue("Idempotency-Replayed").orElse("").equals("true");
        return new Answer(told.statusCode(), isReplayed, Replicas.tree(told.body()));
    }

    private HttpRequest request(URI replica, Call call) {
        return switch (call) {
            case Call.Ask(JsonNode body, String key, int seconds) ->
                posting(replica, "/v1/interactions", body, key, seconds);
            case Call.Settle(String id, Call.Verb verb, JsonNode body, String key) ->
                posting(replica, "/v1/interactions/" + id + "/" + verb.path(), body, key, 0);
            case Call.Get(String id, int seconds) ->
                replicas.request(replica, "/v1/interactions/" + id + (seconds > 0 ? "?wait=" + seconds : ""))
                        .build();
            case Call.Pending(String session) ->
                replicas.request(replica, "/v1/interactions?limit=500&sessionId=" + session)
                        .build();
            case Call.Remove(String session) ->
                replicas.request(replica, "/v1/sessions/" + session).DELETE().build();
        };
    }

    private HttpRequest posting(URI replica, String path, JsonNode body, @Nullable String key, int seconds) {
        var request = Replicas.posting(replicas.request(replica, path), body);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (seconds > 0) {
            request.header("Prefer", "wait=" + seconds);
        }
        return request.build();
    }
}
