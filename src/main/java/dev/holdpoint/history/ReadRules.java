package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.history.Checker.Findings;
import dev.holdpoint.history.Evidence.Made;
import dev.holdpoint.history.Evidence.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads: what was told before one began is seen by it. */
final class ReadRules {

    private final Evidence evidence;
    private final Findings findings;
    private final List<Pending> pending = new ArrayList<>();

    /** It was there from the one moment on, and pending up to the other at least. */
    private record Pending(JsonNode interaction, long from, long to) {
        boolean isThroughout(long begin, long end) {
            return from < begin && end < to;
        }
    }

    ReadRules(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    void check() {
        evidence.sightings().values().forEach(this::checkStale);
        evidence.sightings().values().forEach(this::note);
        evidence.readings().forEach(this::checkWhole);
        evidence.made(Call.Remove.class).forEach(made -> checkRemoved(made.operation(), made.call()));
        evidence.made(Call.Remove.class, Call.Remove::session).forEach(this::checkCounted);
    }

    private void checkStale(List<Sighting> told) {
        told.stream()
                .filter(sighting -> !sighting.isPending())
                .min(Comparator.comparingLong(Sighting::end))
                .ifPresent(settled -> told.stream()
                        .filter(sighting -> sighting.read() && sighting.isPending() && sighting.begin() > settled.end())
                        .forEach(stale -> findings.add(Promise.NO_STALE_READ, settled + ", then " + stale)));
    }

    private void note(List<Sighting> told) {
        long from = told.stream().mapToLong(Sighting::end).min().orElseThrow();
        told.stream()
                .filter(sighting -> sighting.read() && sighting.isPending())
                .mapToLong(Sighting::begin)
                .max()
                .ifPresent(to -> pending.add(new Pending(told.getFirst().interaction(), from, to)));
    }

    private void checkWhole(Reading reading) {
        Set<String> listed = new HashSet<>();
        for (JsonNode item : reading.items()) {
            if (!Sighting.isPending(item) || !reading.filter().matches(item)) {
                findings.add(Promise.LISTED, reading.by() + " has what it was not asked for: " + item);
            }
            if (!listed.add(item.path("id").asText())) {
                findings.add(Promise.LISTED, reading.by() + " has this twice: " + item);
            }
        }
        pending.stream()
                .filter(one -> one.isThroughout(reading.begin(), reading.end()))
                .filter(one -> reading.filter().matches(one.interaction()))
                .filter(one -> !listed.contains(one.interaction().path("id").asText()))
                .forEach(one ->
                        findings.add(Promise.LISTED, reading.by() + " from " + reading.begin() + " on has not " + one));
    }

    private void checkRemoved(Operation removal, Call.Remove remove) {
        pending.stream()
                .filter(one -> removal.answer().isSuccess() && one.isThroughout(removal.begin(), removal.end()))
                .filter(one -> one.interaction().path("sessionId").asText().equals(remove.session()))
                .forEach(one -> findings.add(Promise.SESSION_REMOVED, removal + " left " + one));
    }

    /** What all removals of a session told that they cancelled; those of unknown outcome may have cancelled some too. */
    private void checkCounted(String session, List<Made<Call.Remove>> removals) {
        long cancelled = evidence.standing().values().stream()
                .filter(one -> one.path("origin").asText().equals("session"))
                .filter(one -> one.path("sessionId").asText().equals(session))
                .count();
        long told = removals.stream()
                .mapToLong(removal -> removal.answer().body().path("cancelled").asLong())
                .sum();
        boolean isKnown =
                removals.stream().noneMatch(removal -> removal.answer().isUnknown());
        if (told > cancelled || (isKnown && told < cancelled)) {
            findings.add(Promise.SESSION_REMOVED, "there are " + cancelled + " cancelled by " + removals);
        }
    }
}
