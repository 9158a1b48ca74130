package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.history.Checker.Findings;
import dev.holdpoint.history.Stream.Event;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tabs: what one is told over all its connections is what the log says, once and in order. */
final class TabRules {

    private final Evidence evidence;
    private final Findings findings;
    private final TreeMap<Long, Event> log = new TreeMap<>();

    TabRules(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
        evidence.history().end().log().forEach(event -> log.put(event.id(), event));
    }

    void check() {
        Map<String, Long> last = new LinkedHashMap<>();
        for (Stream stream : evidence.history().streams()) {
            stream.after().ifPresent(after -> checkResumed(stream, after, last.getOrDefault(stream.tab(), 0L)));
            checkOrder(stream, last.getOrDefault(stream.tab(), 0L));
            checkWhole(stream);
            stream.events().forEach(event -> check(stream, event));
            if (!stream.events().isEmpty()) {
                last.put(stream.tab(), stream.events().getLast().id());
            }
        }
    }

    private void checkResumed(Stream stream, long after, long last) {
        if (after != last || stream.events().stream().anyMatch(Event::isSync)) {
            findings.add(Promise.TAB_RESUMED, who(stream) + " began afresh after " + after + ", where " + last);
        }
    }

    /** A fresh stream may tell the newest number once more. */
    private void checkOrder(Stream stream, long before) {
        long last = stream.after().isPresent() ? before : before - 1;
        boolean isFirst = true;
        for (Event event : stream.events()) {
            boolean isAtItsPlace = event.isSync() == (isFirst && stream.after().isEmpty());
            if (event.id() <= last || !isAtItsPlace) {
                findings.add(Promise.TAB_IN_ORDER, who(stream) + " was told " + event + " after " + last);
            }
            last = event.id();
            isFirst = false;
        }
    }

    private void checkWhole(Stream stream) {
        if (stream.events().isEmpty()) {
            return;
        }
        long from = stream.after().orElse(stream.events().getFirst().id());
        long to = stream.events().getLast().id();
        Set<Long> told = new HashSet<>();
        stream.events().forEach(event -> told.add(event.id()));
        log.subMap(Math.min(from, to), false, to, true).values().stream()
                .filter(event -> stream.filter().matches(event.data()) && !told.contains(event.id()))
                .forEach(missed -> findings.add(
                        Promise.TAB_TOLD_ALL, who(stream) + " from " + from + " to " + to + " missed " + missed));
    }

    private void check(Stream stream, Event event) {
        if (event.isSync()) {
            checkSnapshot(stream, event);
            return;
        }
        Event logged = log.get(event.id());
        if (logged == null
                || !logged.name().equals(event.name())
                || !logged.data().toString().equals(event.data().toString())) {
            findings.add(Promise.TAB_TOLD_THE_LOG, who(stream) + " was told " + event + ", the log has " + logged);
        }
        if (!stream.filter().matches(event.data())) {
            findings.add(Promise.TAB_TOLD_THE_LOG, who(stream) + " did not ask for " + event);
        }
    }

    private void checkSnapshot(Stream stream, Event sync) {
        if (sync.data().path("truncated").asBoolean()) {
            return;
        }
        Map<String, JsonNode> pending = new LinkedHashMap<>();
        for (Event event : log.headMap(sync.id(), true).values()) {
            String id = event.data().path("id").asText();
            if (!event.isRequested()) {
                pending.remove(id);
            } else if (stream.filter().matches(event.data())) {
                pending.put(id, event.data());
            }
        }
        List<String> expected =
                pending.values().stream().map(JsonNode::toString).toList();
        List<String> told = sync.data()
                .path("pending")
                .valueStream()
                .map(JsonNode::toString)
                .toList();
        if (!told.equals(expected)) {
            findings.add(
                    Promise.SNAPSHOT_IS_THE_LOG,
                    who(stream) + " was told " + told + " at " + sync.id() + ", the log comes to " + expected);
        }
    }

    private static String who(Stream stream) {
        return stream.tab() + " at " + stream.at();
    }
}
