package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.history.Call.Ask;
import dev.holdpoint.history.Checker.Findings;
import dev.holdpoint.history.Evidence.Made;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks: each is kept as it was sent, and once. */
final class AskRules {

    private static final List<String> SENT = List.of("type", "sessionId", "title", "data", "metadata", "onExpiry");

    private final Evidence evidence;
    private final Findings findings;
    private final Map<String, List<Made<Ask>>> byToken;
    private final Map<String, Set<String>> idsByToken = new LinkedHashMap<>();

    AskRules(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
        this.byToken = evidence.made(Ask.class, Ask::token);
        evidence.sightings()
                .forEach((id, told) -> told.forEach(sighting -> idsByToken
                        .computeIfAbsent(sighting.token(), token -> new LinkedHashSet<>())
                        .add(id)));
    }

    void check() {
        evidence.sightings().values().forEach(this::checkAsSent);
        evidence.made(Ask.class).forEach(this::checkAcknowledged);
        byToken.forEach(this::checkRefused);
        evidence.made(Ask.class, ask -> ask.key() == null ? "none, but " + ask.token() : ask.key())
                .forEach(this::checkOnce);
    }

    private void checkAsSent(List<Sighting> told) {
        Sighting first = told.getFirst();
        List<Made<Ask>> asks = byToken.getOrDefault(first.token(), List.of());
        if (asks.isEmpty()) {
            findings.add(Promise.ASKED_AS_SENT, "nobody asked for " + first);
            return;
        }
        JsonNode sent = asks.getFirst().call().body();
        String asked = first.asked();
        for (String member : SENT) {
            if (sent.has(member) && !sent.get(member).equals(first.interaction().get(member))) {
                findings.add(Promise.ASKED_AS_SENT, member + " was sent as " + sent + ", and told as " + first);
            }
        }
        if (sent.has("timeout")) {
            var timeout = Duration.parse(sent.get("timeout").asText());
            var requested = Sighting.time(first.interaction(), "requestedAt");
            if (!requested.plus(timeout).equals(Sighting.time(first.interaction(), "expiresAt"))) {
                findings.add(Promise.ASKED_AS_SENT, "its timeout was " + timeout + ": " + first);
            }
        }
        told.stream()
                .filter(sighting -> !sighting.asked().equals(asked))
                .forEach(other -> findings.add(Promise.ASKED_AS_SENT, first + " became " + other));
        told.stream().mapToLong(Sighting::end).min().ifPresent(end -> {
            if (asks.stream().allMatch(ask -> ask.operation().begin() > end)) {
                findings.add(Promise.ASKED_BEFORE_SETTLED, "told before anybody asked: " + first);
            }
        });
    }

    private void checkAcknowledged(Made<Ask> ask) {
        Answer answer = ask.answer();
        if (!answer.isSuccess()) {
            return;
        }
        if (!answer.body().path("data").asText().equals(ask.call().token())) {
            findings.add(Promise.ASKED_AS_SENT, "another interaction was made for it: " + ask);
        }
        if (!evidence.standing().containsKey(answer.body().path("id").asText())) {
            findings.add(Promise.ASK_KEPT, "not there at the end: " + ask);
        }
    }

    private void checkRefused(String token, List<Made<Ask>> asks) {
        if (asks.stream().allMatch(ask -> ask.answer().isRefusal()) && idsByToken.containsKey(token)) {
            findings.add(
                    Promise.REFUSAL_CHANGES_NOTHING,
                    "refused, and asked all the same: " + asks + " as " + idsByToken.get(token));
        }
    }

    /** All asks with one key, or the one that has none. */
    @SuppressWarnings("ReferenceEquality") // two that say the same are two
    private void checkOnce(String key, List<Made<Ask>> asks) {
        var ids = new LinkedHashSet<String>();
        asks.forEach(ask -> ids.addAll(idsByToken.getOrDefault(ask.call().token(), Set.of())));
        if (ids.size() > 1) {
            findings.add(Promise.ASKED_ONCE, "the key " + key + " made " + ids);
        }
        List<Made<Ask>> acknowledged =
                asks.stream().filter(ask -> ask.answer().isSuccess()).toList();
        List<Made<Ask>> fresh =
                acknowledged.stream().filter(ask -> !ask.answer().replayed()).toList();
        if (fresh.size() > 1) {
            findings.add(Promise.ASKED_ONCE, "made twice: " + fresh);
        }
        for (Made<Ask> replayed : acknowledged) {
            boolean isRepeat = asks.stream()
                    .anyMatch(other -> other != replayed
                            && other.operation().begin() < replayed.operation().end());
            if (replayed.answer().replayed() && !isRepeat) {
                findings.add(Promise.ASKED_ONCE, "told as repeated, and it was the first: " + replayed);
            }
        }
    }
}
