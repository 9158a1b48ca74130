package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.history.Checker.Findings;
import dev.holdpoint.history.Stream.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The end: the list of all, the log and the statistics say the same. */
final class EndRules {

    private static final List<String> STATUSES = List.of("pending", "resolved", "rejected", "expired", "cancelled");

    private final History.End end;
    private final Findings findings;

    EndRules(Evidence evidence, Findings findings) {
        this.end = evidence.history().end();
        this.findings = findings;
    }

    void check() {
        checkLog();
        checkStatistics();
    }

    private void checkLog() {
        Map<String, List<Event>> told = new LinkedHashMap<>();
        end.log()
                .forEach(event -> told.computeIfAbsent(event.data().path("id").asText(), id -> new ArrayList<>())
                        .add(event));
        Set<String> ids = new HashSet<>(told.keySet());
        for (JsonNode interaction : end.interactions()) {
            String id = interaction.path("id").asText();
            List<Event> events = told.getOrDefault(id, List.of());
            boolean isPending = Sighting.isPending(interaction);
            boolean isLogged = events.size() == (isPending ? 1 : 2)
                    && events.getFirst().isRequested()
                    && Sighting.isPending(events.getFirst().data())
                    && events.getLast().data().toString().equals(interaction.toString())
                    && events.getLast()
                            .name()
                            .equals("interaction-"
                                    + (isPending
                                            ? "requested"
                                            : interaction.path("status").asText()));
            if (!ids.remove(id) || !isLogged) {
                findings.add(Promise.LOG_IS_THE_STATE, "it ended as " + interaction + ", and the log has " + events);
            }
        }
        if (!ids.isEmpty()) {
            findings.add(Promise.LOG_IS_THE_STATE, "the log has what is not there: " + ids);
        }
    }

    private void checkStatistics() {
        Map<String, Map<String, Long>> expected = new TreeMap<>();
        Set<String> sessions = new HashSet<>();
        for (JsonNode interaction : end.interactions()) {
            Map<String, Long> counts =
                    expected.computeIfAbsent(interaction.path("type").asText(), type -> zero());
            counts.merge("requested", 1L, Long::sum);
            counts.merge(interaction.path("status").asText(), 1L, Long::sum);
            if (Sighting.isPending(interaction)) {
                sessions.add(interaction.path("sessionId").asText());
            }
        }
        JsonNode statistics = end.statistics();
        Map<String, Map<String, Long>> counted = new TreeMap<>();
        statistics.path("types").properties().forEach(type -> {
            Map<String, Long> counts = new TreeMap<>();
            type.getValue()
                    .properties()
                    .forEach(
                            count -> counts.put(count.getKey(), count.getValue().asLong()));
            counted.put(type.getKey(), counts);
        });
        long pending = expected.values().stream()
                .mapToLong(counts -> counts.get("pending"))
                .sum();
        if (!counted.equals(expected)
                || statistics.path("pending").asLong(pending) != pending
                || statistics.path("sessions").asLong(sessions.size()) != sessions.size()) {
            findings.add(
                    Promise.STATISTICS_ADD_UP,
                    statistics + ", and there is " + expected + " in " + sessions.size() + " sessions");
        }
    }

    private static Map<String, Long> zero() {
        Map<String, Long> counts = new TreeMap<>(Map.of("requested", 0L));
        STATUSES.forEach(status -> counts.put(status, 0L));
        return counts;
    }
}
