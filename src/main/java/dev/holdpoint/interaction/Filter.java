package dev.holdpoint.interaction;

import java.util.Set;

/** Which interactions somebody cares for, of those that a {@link Scope} shows; an empty set does not restrict. */
public record Filter(Set<SessionId> sessions, Set<InteractionType> types) {

    public static final Filter ALL = new Filter(Set.of(), Set.of());

    public Filter {
        sessions = Set.copyOf(sessions);
        types = Set.copyOf(types);
    }

    /** What restricts the sessions alone. */
    public Filter withoutTypes() {
        return new Filter(sessions, Set.of());
    }

    public boolean matches(Interaction interaction) {
        return (sessions.isEmpty() || sessions.contains(interaction.ask().session()))
                && (types.isEmpty() || types.contains(interaction.ask().type()));
    }
}
