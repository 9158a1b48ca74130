package dev.holdpoint.store;

import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OutcomeName;
import dev.holdpoint.interaction.Period;
import dev.holdpoint.interaction.Search;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Status;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;

/**
 * What a list is asked for, twice: as the stores take it, and said plainly for the model.
 *
 * @param passes what is wanted; nothing of it is shared with what the stores use
 */
record Wanted(Criteria criteria, Predicate<Interaction> passes) {

    static final List<String> WORDS =
            List.of("Stra\u00dfe", "\u0130stanbul", "\u039f\u0394\u039f\u03a3", "e\u0301t\u00e9");
    private static final List<String> SOUGHT =
            List.of("STRASSE", "i\u0307STAN", "\u03bf\u03b4\u03bf\u03c3", "\u00c9T\u00c9", "nowhere");
    private static final String ANNA = "person:anna";

    static Wanted anything() {
        return new Wanted(Criteria.ALL, interaction -> true);
    }

    static <T> T any(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Something of each kind, or not. */
    static Wanted random(Random random, Instant start) {
        Wanted wanted = anything();
        if (random.nextBoolean()) {
            Status status = any(List.of(Status.values()), random);
            wanted = new Wanted(wanted.criteria.with(status), interaction -> interaction.status() == status);
        }
        if (random.nextInt(3) == 0) {
            OutcomeName name = any(List.of(OutcomeName.values()), random);
            wanted = wanted.and(
                    wanted.criteria.with(name), interaction -> name.toString().equals(called(interaction)));
        }
        if (random.nextInt(5) == 0) {
            wanted = wanted.and(wanted.criteria.decidedBy(ANNA, "nobody"), Wanted::isDecidedByAnna);
        }
        if (random.nextInt(4) == 0) {
            Instant from = start.plusMillis(random.nextInt(400_000));
            Instant to = from.plusMillis(random.nextInt(400_000));
            wanted = wanted.and(wanted.criteria.decidedIn(new Period(from, to)), interaction -> {
                Settlement settlement = interaction.settlement();
                return settlement != null
                        && !settlement.at().isBefore(from)
                        && settlement.at().isBefore(to);
            });
        }
        if (random.nextInt(3) == 0) {
            int word = random.nextInt(SOUGHT.size());
            String part = word < WORDS.size() ? WORDS.get(word) : "nowhere";
            wanted = wanted.and(
                    wanted.criteria.with(new Search(SOUGHT.get(word))),
                    interaction -> words(interaction).contains(part));
        }
        return wanted;
    }

    private Wanted and(Criteria more, Predicate<Interaction> also) {
        return new Wanted(more, passes.and(also));
    }

    private static boolean isDecidedByAnna(Interaction interaction) {
        Settlement settlement = interaction.settlement();
        return settlement != null
                && settlement.by() != null
                && settlement.by().id().equals(ANNA);
    }

    private static String words(Interaction interaction) {
        Settlement settlement = interaction.settlement();
        String ended = settlement == null ? "" : settlement.reason() + " " + settlement.response();
        return interaction.ask().title() + " " + interaction.ask().data() + " " + ended;
    }

    private static String called(Interaction interaction) {
        Settlement settlement = interaction.settlement();
        if (settlement == null) {
            return "pending";
        }
        String type = interaction.ask().type().value();
        Json response = settlement.response();
        String said = response == null ? "" : response.text().toLowerCase(Locale.ROOT);
        return switch (settlement.origin()) {
            case TIMEOUT -> "nobody";
            case ASKER, SESSION, ASKER_LOST -> "withdrawn";
            case RESPONDER ->
                switch (type + " " + said) {
                    case "permission {\"behavior\":\"allow\"}" -> "allowed";
                    case "permission {\"behavior\":\"deny\"}", "permission " -> "denied";
                    case "plan-approval {\"approved\":true}" -> "approved";
                    case "plan-approval {\"approved\":false}", "plan-approval ", "question " -> "declined";
                    default -> "answered";
                };
        };
    }
}
