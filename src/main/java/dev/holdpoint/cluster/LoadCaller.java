package dev.holdpoint.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdpoint.cluster.Board.Asked;
import dev.holdpoint.cluster.Recorder.Sent;
import dev.holdpoint.history.Answer;
import dev.holdpoint.history.Call;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Asks, awaits, settles, reads and removes at random; what it does not know the outcome of, it repeats. One thread. */
final class LoadCaller {

    private static final List<Call.Verb> VERBS = List.of(Call.Verb.values());
    private static final int MOST_REPEATS = 200;

    /** Whoever is told nothing does not ask again at once. */
    private static final long BACKOFF = TimeUnit.MILLISECONDS.toNanos(50);

    private final String name;
    private final long mostPause;
    private final Random random;
    private final Recorder recorder;
    private final Board board;
    private final Deque<Call> unknown = new ArrayDeque<>();
    private int calls;

    /**
     * @param name its own, in all runs
     * @param pause how long it pauses between two things that it does, at most
     */
    LoadCaller(String name, long seed, Duration pause, Recorder recorder, Board board) {
        this.name = name;
        this.mostPause = pause.toNanos() + 1;
        this.random = new Random(seed);
        this.recorder = recorder;
        this.board = board;
    }

    void run(BooleanSupplier isOver) {
        while (!isOver.getAsBoolean()) {
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3, 4, 5 -> ask();
                case 6, 7, 8, 9, 10, 11 -> settle();
                case 12, 13, 14 -> read();
                case 15, 16 -> repeat();
                case 17, 18 -> call(new Call.Pending(board.session(random)));
                default -> rarely();
            }
            LockSupport.parkNanos(random.nextLong(mostPause));
        }
    }

    /** Removes every session, until that is told as done. */
    void removeAll() {
        for (String session : board.sessions()) {
            int tries = MOST_REPEATS;
            while (tries-- > 0
                    && recorder.call(random, name, new Call.Remove(session)).isUnknown()) {
                LockSupport.parkNanos(BACKOFF);
            }
        }
    }

    /** Does each thing once that the load is made of; the first answer that is no success. */
    Optional<Answer> tryAll() {
        Answer asked = askApart();
        String id = asked.body().path("id").asText();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("response", token()).put("reason", token());
        return Stream.<Supplier<Answer>>of(
                        () -> asked,
                        () -> recorder.call(random, name, new Call.Settle(id, Call.Verb.RESOLVE, answer, key())),
                        () -> recorder.call(random, name, new Call.Pending(board.lastSession())),
                        () -> recorder.call(random, name, new Call.Remove(board.lastSession())))
                .map(Supplier::get)
                .filter(one -> !one.isSuccess())
                .findFirst();
    }

    /** Asks something and withdraws it, so that its event is the last of all; its id, where that is told as done. */
    Optional<String> mark() {
        Answer asked = askApart();
        if (!asked.isSuccess()) {
            return Optional.empty();
        }
        String id = asked.body().path("id").asText();
        ObjectNode reason = JsonNodeFactory.instance.objectNode().put("reason", token());
        Answer settled = recorder.call(random, name, new Call.Settle(id, Call.Verb.CANCEL, reason, key()));
        return settled.isSuccess() ? Optional.of(id) : Optional.empty();
    }

    /** Where no caller asks otherwise. */
    private Answer askApart() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", Board.type(random))
                .put("sessionId", board.lastSession())
                .put("data", token());
        return recorder.call(random, name, new Call.Ask(body, key(), 0));
    }

    private void rarely() {
        if (random.nextInt(3) == 0) {
            call(new Call.Remove(board.session(random)));
        }
    }

    /** Sometimes several times at once, sometimes leaving before the answer. */
    private void ask() {
        var ask = new Call.Ask(body(), chance(70) ? key() : null, chance(20) ? 1 : 0);
        if (ask.key() != null && chance(15)) {
            List<Sent> sent = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                sent.add(recorder.send(random, name, ask));
            }
            sent.forEach(one -> take(ask, one.await()));
            return;
        }
        Sent sent = recorder.send(random, name, ask);
        if (ask.seconds() > 0 && chance(30)) {
            drop(sent);
        }
        take(ask, sent.await());
        if (ask.key() != null && chance(5)) {
            call(new Call.Ask(body(), ask.key(), 0));
        }
    }

    private ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", Board.type(random))
                .put("sessionId", board.session(random))
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
    private void settle() {
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
                .map(attempt -> recorder.send(random, name, attempt))
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

    private void read() {
        Asked asked = board.any(random);
        if (asked.id().isEmpty()) {
            return;
        }
        Sent sent = recorder.send(random, name, new Call.Get(asked.id(), chance(12) ? 1 : chance(3) ? 6 : 0));
        if (chance(20)) {
            drop(sent);
        }
        sent.await();
    }

    private void repeat() {
        Call call = unknown.pollFirst();
        if (call != null) {
            take(call, recorder.call(random, name, call));
        }
    }

    private void call(Call call) {
        take(call, recorder.call(random, name, call));
    }

    private void drop(Sent sent) {
        LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(100)));
        sent.drop();
    }

    /** What was answered is repeated too, now and then. */
    private void take(Call call, Answer answer) {
        if (answer.isUnknown()) {
            LockSupport.parkNanos(BACKOFF);
        }
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
