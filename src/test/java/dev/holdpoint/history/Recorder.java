package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.Api;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes calls, and writes down what came of them. Thread-safe. */
final class Recorder {

    private final Instant start = Instant.now();
    private final long origin = System.nanoTime();
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<Stream> streams = new ConcurrentLinkedQueue<>();

    /** A call that is under way. */
    record Sent(CompletableFuture<Api.Answer> connection, CompletableFuture<Answer> answer) {
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

    Sent send(Api api, String caller, Call call) {
        long begin = now();
        CompletableFuture<Api.Answer> connection = sent(api, call);
        CompletableFuture<Answer> answer = connection.handle((told, failure) -> {
            var operation = new Operation(caller, call, begin, now(), told == null ? Answer.NONE : read(told));
            operations.add(operation);
            calls.incrementAndGet();
            return operation.answer();
        });
        return new Sent(connection, answer);
    }

    Answer call(Api api, String caller, Call call) {
        return send(api, caller, call).await();
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

    History history(History.End end) {
        return new History(start, List.copyOf(operations), List.copyOf(streams), end);
    }

    private static Answer read(Api.Answer told) {
        boolean isReplayed = told.header("Idempotency-Replayed").equals("true");
        return new Answer(told.status(), isReplayed, told.body());
    }

    private static CompletableFuture<Api.Answer> sent(Api api, Call call) {
        return switch (call) {
            case Call.Ask(JsonNode body, String key, int seconds) ->
                api.postLater("/v1/interactions", body.toString(), headers(key, seconds));
            case Call.Settle(String id, Call.Verb verb, JsonNode body, String key) ->
                api.postLater("/v1/interactions/" + id + "/" + verb.path(), body.toString(), headers(key, 0));
            case Call.Get(String id, int seconds) ->
                api.getLater("/v1/interactions/" + id + (seconds > 0 ? "?wait=" + seconds : ""));
            case Call.Pending(String session) -> api.getLater("/v1/interactions?limit=500&sessionId=" + session);
            case Call.Remove(String session) ->
                api.sendLater(api.request("/v1/sessions/" + session).DELETE());
        };
    }

    private static String[] headers(@Nullable String key, int seconds) {
        var headers = new ArrayList<String>();
        if (key != null) {
            headers.addAll(List.of("Idempotency-Key", key));
        }
        if (seconds > 0) {
            headers.addAll(List.of("Prefer", "wait=" + seconds));
        }
        return headers.toArray(String[]::new);
    }
}
