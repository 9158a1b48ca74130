package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A history, sorted by what it is about. */
final class Evidence {

    private final History history;
    private final Map<String, List<Sighting>> sightings = new LinkedHashMap<>();
    private final List<Reading> readings = new ArrayList<>();
    private final Map<String, JsonNode> standing = new LinkedHashMap<>();

    /** All that was pending at one moment between begin and end, and matched. */
    record Reading(Stream.Filter filter, long begin, long end, JsonNode items, String by) {}

    /** An operation and what was called. */
    record Made<C extends Call>(Operation operation, C call) {
        Answer answer() {
            return operation.answer();
        }
    }

    Evidence(History history) {
        this.history = history;
        history.operations().forEach(this::take);
        history.streams().forEach(stream -> stream.events().forEach(event -> take(stream, event)));
        History.End end = history.end();
        for (JsonNode interaction : end.interactions()) {
            standing.put(interaction.path("id").asText(), interaction);
            add(new Sighting(interaction, end.begin(), Long.MAX_VALUE, true, "the end"));
        }
    }

    History history() {
        return history;
    }

    /** What was told of each interaction, by its id. */
    Map<String, List<Sighting>> sightings() {
        return sightings;
    }

    List<Reading> readings() {
        return readings;
    }

    /** How each interaction stood at the end, by its id. */
    Map<String, JsonNode> standing() {
        return standing;
    }

    <C extends Call> List<Made<C>> made(Class<C> kind) {
        return history.operations().stream()
                .filter(operation -> kind.isInstance(operation.call()))
                .map(operation -> new Made<>(operation, kind.cast(operation.call())))
                .toList();
    }

    <C extends Call> Map<String, List<Made<C>>> made(Class<C> kind, Function<C, String> about) {
        return made(kind).stream()
                .collect(Collectors.groupingBy(
                        made -> about.apply(made.call()), LinkedHashMap::new, Collectors.toList()));
    }

    private void take(Operation operation) {
        Answer answer = operation.answer();
        JsonNode body = answer.body();
        switch (operation.call()) {
            case Call.Ask _, Call.Get _ -> takeIf(answer.isSuccess(), body, operation);
            case Call.Settle _ ->
                takeIf(
                        answer.isSuccess() || answer.status() == 409,
                        answer.isSuccess() ? body : body.path("interaction"),
                        operation);
            case Call.Pending(String session) -> {
                body.path("items").forEach(item -> takeIf(answer.isSuccess(), item, operation));
                if (answer.isSuccess() && body.path("nextCursor").isNull()) {
                    readings.add(new Reading(
                            Stream.Filter.ofSession(session),
                            operation.begin(),
                            operation.end(),
                            body.path("items"),
                            "a list for " + operation.caller() + " at " + operation.at()));
                }
            }
            case Call.Remove _ -> {}
        }
    }

    private void takeIf(boolean isTold, JsonNode interaction, Operation operation) {
        if (isTold && interaction.isObject()) {
            String by = operation.caller() + " at " + operation.at() + " by "
                    + operation.call().getClass().getSimpleName() + " "
                    + operation.answer().status();
            add(new Sighting(interaction, operation.begin(), operation.end(), true, by));
        }
    }

    private void take(Stream stream, Stream.Event event) {
        String by = stream.tab() + " at " + stream.at() + " by event " + event.id();
        if (!event.isSync()) {
            add(new Sighting(event.data(), stream.begin(), event.at(), false, by));
            return;
        }
        JsonNode pending = event.data().path("pending");
        pending.forEach(item -> add(new Sighting(item, stream.begin(), event.at(), true, by)));
        if (!event.data().path("truncated").asBoolean()) {
            readings.add(new Reading(stream.filter(), stream.begin(), event.at(), pending, by));
        }
    }

    private void add(Sighting sighting) {
        sightings.computeIfAbsent(sighting.id(), id -> new ArrayList<>()).add(sighting);
    }
}
