package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdpoint.history.Board.Asked;
import dev.holdpoint.history.Recorder.Sent;
import dev.holdpoint.testing.Api;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks, awaits, settles, reads and removes at random; what it does not know the outcome of, it repeats. One thread. */
final class Caller {

    private static final List<Call.Verb> VERBS = List.of(Call.Verb.values());
    private static final int MOST_REPEATS = 200;
    private static final long MOST_PAUSE = TimeUnit.MILLISECONDS.toNanos(8);

    private final String name;
    private final Random random;
    private final Recorder recorder;
    private final Board board;
    private final Deque<Call> unknown = new ArrayDeque<>();
    private int calls;

    Caller(String name, long seed, Recorder recorder, Board board) {
        this.name = name;
        this.random = new Random(seed);
        this.recorder = recorder;
        this.board = board;
    }

    void run(Api api, BooleanSupplier isOver) {
        while (!isOver.getAsBoolean()) {
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3, 4, 5 -> ask(api);
                case 6, 7, 8, 9, 10, 11 -> settle(api);
                case 12, 13, 14 -> read(api);
                case 15, 16 -> repeat(api);
                case 17, 18 -> call(api, new Call.Pending(Board.session(random)));
                default -> rarely(api);
            }
            LockSupport.parkNanos(random.nextLong(MOST_PAUSE));
        }
    }

    private void rarely(Api api) {
        if (random.nextInt(3) == 0) {
            call(api, new Call.Remove(Board.session(random)));
        }
    }

    /** Sometimes several times at once, sometimes leaving before the answer. */
    private void ask(Api api) {
        var ask = new Call.Ask(body(), chance(70) ? key() : null, chance(20) ? 1 : 0);
        if (ask.key() != null && chance(15)) {
            List<Sent> sent = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                sent.add(recorder.send(api, name, ask));
            }
            sent.forEach(one -> take(ask, one.await()));
            return;
        }
        Sent sent = recorder.send(api, name, ask);
        if (ask.seconds() > 0 && chance(30)) {
            drop(sent);
        }
        take(ask, sent.await());
        if (ask.key() != null && chance(5)) {
            call(api, new Call.Ask(body(), ask.key(), 0));
        }
    }

    private ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", Board.type(random))
                .put("sessionId", Board.session(random))
                .put("title", "the number " + calls + " of " + name)
                .put("data", token());
        if (chance(20)) {
            body.putObject("metadata").put("padding", "x".repeat(random.nextInt(3_000)));
        }
        if (chance(25)) {
            body.put("timeout", Duration.ofMillis(100 + random.nextInt(1_500)).toString());
        }
        if (chance(25)) {
            body.put("lease", Duration.ofMillis(random.nextInt(800)).toString());
        }
        switch (random.nextInt(6)) {
            case 0 -> body.putObject("onExpiry").put("resolve", "by itself");
            case 1 -> body.putObject("onExpiry").put("reject", "by itself");
            default -> {} // it expires
        }
        return body;
    }

    /** Several ways to settle one, all at once. */
    private void settle(Api api) {
        Asked asked = board.any(random);
        if (asked.id().isEmpty()) {
            return;
        }
        List<Call.Settle> attempts = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            attempts.add(attempt(asked));
            if (attempts.getLast().key() != null && chance(30)) {
                attempts.add(attempts.getLast());
            }
        }
        Collections.shuffle(attempts, random);
        List<Sent> sent = attempts.stream()
                .map(attempt -> recorder.send(api, name, attempt))
                .toList();
        if (chance(5)) {
            drop(sent.getFirst());
        }
        for (int i = 0; i < attempts.size(); i++) {
            take(attempts.get(i), sent.get(i).await());
        }
    }

    private Call.Settle attempt(Asked asked) {
        Call.Verb verb = VERBS.get(random.nextInt(VERBS.size()));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (verb == Call.Verb.RESOLVE) {
            body.put("response", token());
        }
        body.put("reason", token());
        if (chance(20)) {
            body.put("sessionId", chance(80) ? asked.session() : "another");
        }
        return new Call.Settle(asked.id(), verb, body, chance(50) ? key() : null);
    }

    private void read(Api api) {
        Asked asked = board.any(random);
        if (asked.id().isEmpty()) {
            return;
        }
        Sent sent = recorder.send(api, name, new Call.Get(asked.id(), chance(15) ? 1 : 0));
        if (chance(20)) {
            drop(sent);
        }
        sent.await();
    }

    private void repeat(Api api) {
        Call call = unknown.pollFirst();
        if (call != null) {
            take(call, recorder.call(api, name, call));
        }
    }

    private void call(Api api, Call call) {
        take(call, recorder.call(api, name, call));
    }

    private void drop(Sent sent) {
        LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(100)));
        sent.drop();
    }

    /** What was answered is repeated too, now and then. */
    private void take(Call call, Answer answer) {
        if (call instanceof Call.Ask && answer.isSuccess()) {
            note(answer.body());
        }
        if (call instanceof Call.Pending && !answer.body().path("items").isEmpty()) {
            note(answer.body().path("items").get(answer.body().path("items").size() - 1));
        }
        String key = switch (call) {
            case Call.Ask ask -> ask.key();
            case Call.Settle settle -> settle.key();
            case Call.Get _, Call.Pending _, Call.Remove _ -> null;
        };
        if (key != null && (answer.isUnknown() || chance(10)) && unknown.size() < MOST_REPEATS) {
            unknown.addLast(call);
        }
    }

    private void note(JsonNode interaction) {
        board.add(new Asked(
                interaction.path("id").asText(), interaction.path("sessionId").asText()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String token() {
        return name + " " + calls++;
    }

    private String key() {
        return "key-" + name + "-" + calls++;
    }
}
