package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdpoint.history.History.End;
import dev.holdpoint.history.Stream.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** How a history is changed in one place. */
final class Planting {

    private Planting() {}

    static Operation operation(History good, String caller) {
        return good.operations().stream()
                .filter(operation -> operation.caller().equals(caller))
                .findFirst()
                .orElseThrow();
    }

    static Answer answer(History good, String caller) {
        return operation(good, caller).answer();
    }

    /** What a caller was told, to be changed. */
    static ObjectNode told(History good, String caller) {
        return answer(good, caller).body().deepCopy();
    }

    static Predicate<JsonNode> is(String token) {
        return interaction ->
                interaction.has("id") && interaction.path("data").asText().equals(token);
    }

    static String plus(JsonNode time, int seconds) {
        return Instant.parse(time.asText()).plusSeconds(seconds).toString();
    }

    static Event emptySnapshot(long number) {
        return new Event(number, "sync", Story.json("{'pending':[],'truncated':false}"), 0);
    }

    static History with(History good, String caller, UnaryOperator<Operation> change) {
        Operation changed = operation(good, caller);
        return operations(good, operation -> operation == changed ? change.apply(operation) : operation);
    }

    static History without(History good, String... callers) {
        List<String> gone = Arrays.asList(callers);
        return new History(
                good.start(),
                good.operations().stream()
                        .filter(operation -> !gone.contains(operation.caller()))
                        .toList(),
                good.streams(),
                good.outages(),
                good.end());
    }

    /** Something was away all the time. */
    static History during(History good, History.Outage.Of away) {
        var always = new History.Outage(away, Optional.empty(), 0, Long.MAX_VALUE);
        return new History(good.start(), good.operations(), good.streams(), List.of(always), good.end());
    }

    static History answeredLater(History good, String caller, int seconds) {
        return with(
                good,
                caller,
                was -> new Operation(
                        was.caller(),
                        was.at(),
                        was.call(),
                        was.begin(),
                        was.end() + seconds * 1_000_000_000L,
                        was.answer()));
    }

    static History calling(History good, String caller, Call call) {
        return with(
                good, caller, was -> new Operation(was.caller(), was.at(), call, was.begin(), was.end(), was.answer()));
    }

    static History answering(History good, String caller, Answer answer) {
        return with(good, caller, operation -> operation.answered(answer));
    }

    static History answering(History good, String caller, int status, boolean replayed) {
        return answering(good, caller, new Answer(status, replayed, told(good, caller)));
    }

    static History telling(History good, String caller, UnaryOperator<ObjectNode> change) {
        Answer answer = answer(good, caller);
        return answering(
                good, caller, new Answer(answer.status(), answer.replayed(), change.apply(told(good, caller))));
    }

    static History stream(History good, int index, UnaryOperator<Stream> change) {
        var streams = new ArrayList<>(good.streams());
        streams.set(index, change.apply(streams.get(index)));
        return new History(good.start(), good.operations(), streams, good.outages(), good.end());
    }

    static History events(History good, int index, Consumer<List<Event>> change) {
        return stream(good, index, stream -> stream.told(changed(stream.events(), change)));
    }

    static History end(History good, Consumer<List<JsonNode>> change) {
        End end = good.end();
        return ending(good, new End(end.begin(), changed(end.interactions(), change), end.log(), end.statistics()));
    }

    static History log(History good, Consumer<List<Event>> change) {
        End end = good.end();
        return ending(good, new End(end.begin(), end.interactions(), changed(end.log(), change), end.statistics()));
    }

    /** One more is counted. */
    static History counting(History good, String pointer, String member) {
        End end = good.end();
        ObjectNode statistics = end.statistics().deepCopy();
        ObjectNode counts = (ObjectNode) statistics.at(pointer);
        counts.put(member, counts.path(member).asInt() + 1);
        return ending(good, new End(end.begin(), end.interactions(), end.log(), statistics));
    }

    /** An interaction is told otherwise, by whatever tells it. */
    static History everywhere(History good, Predicate<JsonNode> which, Consumer<ObjectNode> change) {
        UnaryOperator<JsonNode> changed = node -> changed(node, which, change);
        UnaryOperator<Event> event = was -> new Event(was.id(), was.name(), changed.apply(was.data()), was.at());
        End end = good.end();
        History history = operations(good, operation -> {
            Answer answer = operation.answer();
            return operation.answered(new Answer(answer.status(), answer.replayed(), changed.apply(answer.body())));
        });
        return new History(
                good.start(),
                history.operations(),
                good.streams().stream()
                        .map(stream ->
                                stream.told(stream.events().stream().map(event).toList()))
                        .toList(),
                good.outages(),
                new End(
                        end.begin(),
                        end.interactions().stream().map(changed).toList(),
                        end.log().stream().map(event).toList(),
                        end.statistics()));
    }

    private static JsonNode changed(JsonNode node, Predicate<JsonNode> which, Consumer<ObjectNode> change) {
        JsonNode copy = node.deepCopy();
        var objects = new ArrayList<>(copy.findParents("status"));
        objects.stream().distinct().filter(which).forEach(found -> change.accept((ObjectNode) found));
        return copy;
    }

    private static <T> List<T> changed(List<T> good, Consumer<List<T>> change) {
        var changed = new ArrayList<>(good);
        change.accept(changed);
        return changed;
    }

    private static History operations(History good, UnaryOperator<Operation> change) {
        return new History(
                good.start(),
                good.operations().stream().map(change).toList(),
                good.streams(),
                good.outages(),
                good.end());
    }

    private static History ending(History good, End end) {
        return new History(good.start(), good.operations(), good.streams(), good.outages(), end);
    }
}
