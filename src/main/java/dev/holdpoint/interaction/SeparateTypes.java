package dev.holdpoint.interaction;

import java.util.Set;

/**
 * The types of interactions that nobody decides who asked them.
 *
 * @param areAll whether it is all of them
 * @param named those that it is else
 */
public record SeparateTypes(boolean areAll, Set<InteractionType> named) {

    public static final SeparateTypes NONE = new SeparateTypes(false, Set.of());

    public SeparateTypes {
        named = Set.copyOf(named);
    }

    public boolean contain(InteractionType type) {
        return areAll || named.contains(type);
    }
}
