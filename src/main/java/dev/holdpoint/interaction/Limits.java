package dev.holdpoint.interaction;

import java.util.Collection;
import java.util.Set;

/** Which sessions and which types a caller is limited to; an empty set does not restrict. */
public record Limits(Set<SessionPattern> sessions, Set<InteractionType> types) {

    public static final Limits NONE = new Limits(Set.of(), Set.of());

    public Limits {
        sessions = Set.copyOf(sessions);
        types = Set.copyOf(types);
    }

    public boolean admit(SessionId session) {
        return sessions.isEmpty() || sessions.stream().anyMatch(pattern -> pattern.matches(session));
    }

    public boolean admit(InteractionType type) {
        return types.isEmpty() || types.contains(type);
    }

    /** Whether a type of this name is admitted, {@link Statistics#OTHER} where none is left out. */
    public boolean admitName(String type) {
        return types.isEmpty() || types.stream().anyMatch(known -> known.value().equals(type));
    }

    /** Whether all of these sessions are admitted. */
    public boolean admitSessions(Collection<SessionPattern> narrower) {
        boolean areAmong =
                narrower.stream().allMatch(one -> sessions.stream().anyMatch(pattern -> pattern.contains(one)));
        return sessions.isEmpty() || (!narrower.isEmpty() && areAmong);
    }

    /** Whether all of these types are admitted. */
    public boolean admitTypes(Collection<InteractionType> narrower) {
        return types.isEmpty() || (!narrower.isEmpty() && types.containsAll(narrower));
    }
}
