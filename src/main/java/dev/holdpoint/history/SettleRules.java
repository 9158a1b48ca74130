package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.history.Call.Settle;
import dev.holdpoint.history.Checker.Findings;
import dev.holdpoint.history.Evidence.Made;
import java.util.List;
import java.util.Optional;

/** Settlements: one for each interaction, the same for everybody, and told to its winner as won. */
final class SettleRules {

    private final Evidence evidence;
    private final Findings findings;

    SettleRules(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    void check() {
        var attempts = evidence.made(Settle.class, Settle::id);
        evidence.sightings().forEach((id, told) -> {
            Optional<JsonNode> settled = checkTold(told);
            settled.ifPresent(settlement -> check(settlement, attempts.getOrDefault(id, List.of())));
        });
        attempts.values().forEach(this::checkOneWinner);
    }

    /** One settlement, told to everybody alike. */
    private Optional<JsonNode> checkTold(List<Sighting> told) {
        List<Sighting> settled =
                told.stream().filter(sighting -> !sighting.isPending()).toList();
        if (settled.isEmpty()) {
            return Optional.empty();
        }
        String first = settled.getFirst().interaction().toString();
        settled.stream()
                .filter(other -> !other.interaction().toString().equals(first))
                .forEach(other -> findings.add(Promise.ONE_SETTLEMENT, settled.getFirst() + " and " + other));
        return Optional.of(settled.getFirst().interaction());
    }

    private void checkOneWinner(List<Made<Settle>> attempts) {
        List<Made<Settle>> winners = attempts.stream()
                .filter(attempt ->
                        attempt.answer().isSuccess() && !attempt.answer().replayed())
                .toList();
        if (winners.size() > 1) {
            findings.add(Promise.ONE_WINNER, "these won: " + winners);
        }
    }

    private void check(JsonNode settlement, List<Made<Settle>> attempts) {
        attempts.forEach(attempt -> checkAnswer(settlement, attempt, attempts));
        String origin = settlement.path("origin").asText();
        boolean isTried = attempts.stream()
                .anyMatch(attempt -> attempt.call().made(settlement)
                        && (attempt.answer().isSuccess() || attempt.answer().isUnknown()));
        if ((origin.equals("responder") || origin.equals("asker")) && !isTried) {
            findings.add(Promise.SETTLED_BY_SOMEBODY, "nobody settled it so: " + settlement + ", but " + attempts);
        }
    }

    private void checkAnswer(JsonNode settlement, Made<Settle> attempt, List<Made<Settle>> attempts) {
        Answer answer = attempt.answer();
        boolean isWinning = attempt.call().made(settlement);
        boolean isKeyed = attempt.call().key() != null;
        if (answer.isSuccess() && !isWinning) {
            findings.add(
                    answer.replayed() ? Promise.REPLAYED_TO_WINNER : Promise.ONE_WINNER,
                    "told as won: " + attempt + ", and it was " + settlement);
        }
        if (answer.replayed() && (!isKeyed || !isRepeat(attempt, attempts))) {
            findings.add(Promise.REPLAYED_TO_WINNER, "told as repeated, and it was the first: " + attempt);
        }
        if (answer.status() == 409 && isWinning && isKeyed) {
            findings.add(Promise.REPLAYED_TO_WINNER, "the winner's key was told that it lost: " + attempt);
        }
    }

    @SuppressWarnings("ReferenceEquality") // two that say the same are two
    private static boolean isRepeat(Made<Settle> attempt, List<Made<Settle>> attempts) {
        return attempts.stream()
                .anyMatch(other -> other != attempt
                        && other.call().equals(attempt.call())
                        && other.operation().begin() < attempt.operation().end());
    }
}
