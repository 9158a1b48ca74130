package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.history.Call.Ask;
import dev.holdpoint.history.Checker.Findings;
import dev.holdpoint.history.Evidence.Made;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What settles by itself: at its deadline, or when nobody waits any more; not before, and with what was said for it. */
final class DueRules {

    private final Evidence evidence;
    private final Duration clocks;
    private final Findings findings;
    private final Map<String, List<Made<Ask>>> asks;
    private final Map<String, List<Made<Call.Get>>> gets;
    private final Map<String, List<Made<Call.Remove>>> removals;

    DueRules(Evidence evidence, Bounds bounds, Findings findings) {
        this.evidence = evidence;
        this.clocks = bounds.clocks();
        this.findings = findings;
        this.asks = evidence.made(Ask.class, Ask::token);
        this.gets = evidence.made(Call.Get.class, Call.Get::id);
        this.removals = evidence.made(Call.Remove.class, Call.Remove::session);
    }

    void check() {
        for (List<Sighting> told : evidence.sightings().values()) {
            told.stream()
                    .filter(sighting -> !sighting.isPending())
                    .findFirst()
                    .ifPresent(settled -> check(settled, told));
        }
        Instant end = evidence.history().at(evidence.history().end().begin());
        evidence.standing().values().stream()
                .filter(Sighting::isPending)
                .filter(pending ->
                        Sighting.time(pending, "expiresAt").plus(clocks).isBefore(end))
                .forEach(late -> findings.add(Promise.SETTLED_IN_TIME, "due, and pending at the end: " + late));
    }

    private void check(Sighting settled, List<Sighting> told) {
        JsonNode interaction = settled.interaction();
        Instant decided = Sighting.time(interaction, "decidedAt");
        boolean isDue = !decided.isBefore(Sighting.time(interaction, "expiresAt"));
        String origin = interaction.path("origin").asText();
        if (isDue != origin.equals("timeout") && !origin.equals("asker-lost")) {
            findings.add(
                    Promise.SETTLED_IN_TIME, isDue ? "settled though due: " + settled : "expired early: " + settled);
        }
        long first = told.stream()
                .filter(sighting -> !sighting.isPending())
                .mapToLong(Sighting::end)
                .min()
                .orElseThrow();
        if (first != Long.MAX_VALUE
                && decided.isAfter(evidence.history().at(first).plus(clocks))) {
            findings.add(Promise.SETTLED_IN_TIME, "told before it was decided: " + settled);
        }
        if (decided.isBefore(Sighting.time(interaction, "requestedAt"))) {
            findings.add(Promise.ASKED_BEFORE_SETTLED, "decided before it was asked for: " + settled);
        }
        List<Made<Ask>> asked = asks.getOrDefault(settled.token(), List.of());
        switch (origin) {
            case "timeout" -> checkTimeout(interaction);
            case "asker-lost" -> checkLost(interaction, decided, asked);
            case "session" -> checkRemoval(interaction, first);
            default -> {} // somebody's: SettleRules
        }
    }

    private void checkTimeout(JsonNode interaction) {
        JsonNode onExpiry = interaction.path("onExpiry");
        String status = interaction.path("status").asText();
        boolean isAsSaid = onExpiry.isNull()
                ? status.equals("expired") && interaction.path("reason").isNull()
                : onExpiry.has("resolve")
                        ? status.equals("resolved")
                                && interaction.path("response").equals(onExpiry.get("resolve"))
                        : status.equals("rejected")
                                && interaction.path("reason").equals(onExpiry.get("reject"));
        if (!isAsSaid) {
            findings.add(Promise.SETTLED_BY_SOMEBODY, "its timeout was to be otherwise: " + interaction);
        }
    }

    private void checkRemoval(JsonNode interaction, long told) {
        boolean isRemoved = removals.getOrDefault(interaction.path("sessionId").asText(), List.of()).stream()
                .anyMatch(removal -> removal.operation().begin() < told);
        if (!isRemoved
                || !interaction.path("status").asText().equals("cancelled")
                || !interaction.path("reason").asText().equals("Session removed")) {
            findings.add(Promise.SETTLED_BY_SOMEBODY, "nobody removed its session: " + interaction);
        }
    }

    /** Lost is who awaited, and then let the lease pass. */
    private void checkLost(JsonNode interaction, Instant decided, List<Made<Ask>> asked) {
        boolean isCancelled = interaction.path("status").asText().equals("cancelled")
                && interaction.path("reason").isNull();
        if (asked.isEmpty() || asked.getFirst().call().lease().isEmpty() || !isCancelled) {
            findings.add(Promise.SETTLED_BY_SOMEBODY, "it has no lease: " + interaction);
            return;
        }
        Duration lease = asked.getFirst().call().lease().orElseThrow();
        Instant requested = Sighting.time(interaction, "requestedAt");
        var awaited = new ArrayList<Instant>();
        asked.stream()
                .filter(ask -> ask.call().seconds() > 0)
                .forEach(ask ->
                        awaited.add(awaitedUntil(ask.operation(), ask.call().seconds(), requested)));
        gets.getOrDefault(interaction.path("id").asText(), List.of()).stream()
                .filter(get -> get.call().seconds() > 0)
                .forEach(get ->
                        awaited.add(awaitedUntil(get.operation(), get.call().seconds(), requested)));
        if (awaited.isEmpty()) {
            findings.add(Promise.HELD_WHILE_AWAITED, "nobody ever awaited it: " + interaction);
        }
        awaited.stream()
                .filter(until -> decided.isBefore(until.plus(lease).minus(clocks)))
                .forEach(until -> findings.add(
                        Promise.HELD_WHILE_AWAITED, "awaited until " + until + ", and lost before: " + interaction));
    }

    /** Until when at least; a wait that was told nothing, or of the end, shows no more than that it began. */
    private Instant awaitedUntil(Operation operation, int seconds, Instant requested) {
        boolean isWhole = operation.answer().isSuccess()
                && Sighting.isPending(operation.answer().body());
        return isWhole ? evidence.history().at(operation.begin()).plusSeconds(seconds) : requested;
    }
}
