package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.history.Checker.Findings;
import java.util.List;

/** Answers: each call has its few, and a wait lasts. */
final class AnswerRules {

    private static final long SECOND = 1_000_000_000;
    private static final long TICK = 20_000_000;

    private final Evidence evidence;
    private final Findings findings;

    AnswerRules(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    void check() {
        for (Operation operation : evidence.history().operations()) {
            Answer answer = operation.answer();
            if (answer.isUnknown()) {
                continue;
            }
            if (answer.status() == 404) {
                findings.add(Promise.ASK_KEPT, "not there any more: " + operation);
            } else if (!isKnown(operation.call(), answer)) {
                findings.add(Promise.KNOWN_ANSWERS, operation.toString());
            }
            switch (operation.call()) {
                case Call.Ask ask -> checkWait(operation, ask.seconds());
                case Call.Get get -> checkWait(operation, get.seconds());
                default -> {} // the others do not wait
            }
        }
    }

    private boolean isKnown(Call call, Answer answer) {
        boolean isPending = Sighting.isPending(answer.body());
        return switch (call) {
            case Call.Ask ask ->
                switch (answer.status()) {
                    case 200 -> ask.seconds() > 0 && isSettled(answer.body());
                    case 202 -> ask.seconds() > 0 && isPending;
                    case 201 -> ask.seconds() == 0 && (isPending || answer.replayed());
                    case 422 -> isReused(ask);
                    case 429 -> true;
                    default -> false;
                };
            case Call.Settle settle -> {
                boolean isIn = settle.isIn(known(settle.id()));
                yield switch (answer.status()) {
                    case 200 -> isIn && isSettled(answer.body());
                    case 409 -> isIn && isSettled(answer.body().path("interaction"));
                    case 403 -> !isIn;
                    case 429 -> isTooMuch(answer);
                    default -> false;
                };
            }
            case Call.Get _, Call.Pending _, Call.Remove _ -> answer.status() == 200 || isTooMuch(answer);
        };
    }

    private static boolean isTooMuch(Answer answer) {
        return answer.status() == 429 && answer.body().path("type").asText().endsWith(":rate-limited");
    }

    private static boolean isSettled(JsonNode interaction) {
        return interaction.has("status") && !Sighting.isPending(interaction);
    }

    private boolean isReused(Call.Ask ask) {
        return evidence.made(Call.Ask.class).stream()
                .map(Evidence.Made::call)
                .anyMatch(other -> ask.key() != null
                        && ask.key().equals(other.key())
                        && !ask.body().equals(other.body()));
    }

    private JsonNode known(String id) {
        return evidence.sightings().getOrDefault(id, List.of()).stream()
                .findFirst()
                .map(Sighting::interaction)
                .orElse(Answer.NONE.body());
    }

    private void checkWait(Operation operation, int seconds) {
        Answer answer = operation.answer();
        if (answer.isSuccess()
                && Sighting.isPending(answer.body())
                && operation.end() - operation.begin() < seconds * SECOND - TICK) {
            findings.add(Promise.WAIT_HELD, "answered early, and pending: " + operation);
        }
    }
}
