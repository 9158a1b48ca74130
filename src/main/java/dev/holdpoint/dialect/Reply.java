package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.Settlement;
import java.time.Duration;

/** How an interaction stands, as an agent is told: what a person said is told apart from that nobody said anything. */
sealed interface Reply {

    /** A person answered. */
    record Given(Json response, String words) implements Reply {}

    /** A person refused to. */
    record Refused(String words) implements Reply {}

    /**
     * Nobody decided anything.
     *
     * @param why in words for the agent: never a refusal
     */
    record Silent(String why) implements Reply {}

    /** It is still pending. */
    record Open() implements Reply {}

    static Reply of(Interaction interaction) {
        Settlement settlement = interaction.settlement();
        if (settlement == null) {
            return new Open();
        }
        if (settlement.origin() != Origin.RESPONDER) {
            return new Silent(why(interaction, settlement));
        }
        String words = settlement.reason() == null ? "" : settlement.reason().strip();
        return switch (settlement.outcome()) {
            case Outcome.Resolved resolved -> new Given(resolved.response(), words);
            case Outcome.Rejected _ -> new Refused(words);
            case Outcome.Cancelled _, Outcome.Expired _ -> new Silent(why(interaction, settlement));
        };
    }

    private static String why(Interaction interaction, Settlement settlement) {
        String what = switch (settlement.origin()) {
            case SESSION -> "The session was removed before anybody answered";
            case ASKER -> "The question was withdrawn before anybody answered";
            case TIMEOUT, ASKER_LOST, RESPONDER ->
                "Nobody answered within " + span(Duration.between(interaction.requestedAt(), settlement.at()));
        };
        return what + "; this is not a refusal. Ask again, or go on without it.";
    }

    /** As people say it: what is left out is less than a tenth. */
    private static String span(Duration lasted) {
        long seconds = Math.max(1, Math.round(lasted.toMillis() / 1_000.0));
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        return minutes < 120 ? minutes + " min" : Math.round(minutes / 60.0) + " h";
    }
}
