package dev.holdpoint.interaction;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for among all that is kept; empty sets, {@link Period#ALWAYS} and null do not restrict. What is said of
 * settlements leaves out what is pending.
 *
 * @param deciders the identifiers of who decided
 * @param requested when it was asked
 * @param decided when it was settled
 */
public record Criteria(
        Filter filter,
        Set<Status> statuses,
        Set<Origin> origins,
        Set<OutcomeName> outcomes,
        Set<String> deciders,
        Period requested,
        Period decided,
        @Nullable Search search) {

    public static final Criteria ALL =
            new Criteria(Filter.ALL, Set.of(), Set.of(), Set.of(), Set.of(), Period.ALWAYS, Period.ALWAYS, null);

    public Criteria {
        statuses = Set.copyOf(statuses);
        origins = Set.copyOf(origins);
        outcomes = Set.copyOf(outcomes);
        deciders = Set.copyOf(deciders);
    }

    public Criteria with(Filter given) {
        return new Criteria(given, statuses, origins, outcomes, deciders, requested, decided, search);
    }

    public Criteria with(Status... given) {
        return with(Set.of(given));
    }

    public Criteria with(Set<Status> given) {
        return new Criteria(filter, given, origins, outcomes, deciders, requested, decided, search);
    }

    public Criteria with(Origin... given) {
        return new Criteria(filter, statuses, Set.of(given), outcomes, deciders, requested, decided, search);
    }

    public Criteria with(OutcomeName... given) {
        return new Criteria(filter, statuses, origins, Set.of(given), deciders, requested, decided, search);
    }

    public Criteria decidedBy(String... given) {
        return new Criteria(filter, statuses, origins, outcomes, Set.of(given), requested, decided, search);
    }

    public Criteria requestedIn(Period given) {
        return new Criteria(filter, statuses, origins, outcomes, deciders, given, decided, search);
    }

    public Criteria decidedIn(Period given) {
        return new Criteria(filter, statuses, origins, outcomes, deciders, requested, given, search);
    }

    public Criteria with(Search given) {
        return new Criteria(filter, statuses, origins, outcomes, deciders, requested, decided, given);
    }

    /** Whether it says something that is true of settled interactions alone. */
    public boolean areOfSettlements() {
        return !origins.isEmpty() || !outcomes.isEmpty() || !deciders.isEmpty() || !decided.equals(Period.ALWAYS);
    }

    public boolean match(Interaction interaction) {
        Settlement settlement = interaction.settlement();
        return filter.matches(interaction)
                && (statuses.isEmpty() || statuses.contains(interaction.status()))
                && requested.contains(interaction.requestedAt())
                && (settlement == null
                        ? !areOfSettlements()
                        : match(interaction.ask().type(), settlement))
                && (search == null || search.finds(interaction));
    }

    private boolean match(InteractionType type, Settlement settlement) {
        Identity by = settlement.by();
        return (origins.isEmpty() || origins.contains(settlement.origin()))
                && (outcomes.isEmpty() || outcomes.contains(OutcomeName.of(type, settlement)))
                && (deciders.isEmpty() || (by != null && deciders.contains(by.id())))
                && decided.contains(settlement.at());
    }
}
