package dev.holdpoint.dialect;

import java.util.Arrays;
import java.util.Optional;

/** What an agent is told to do where nobody answered. */
public enum OnSilence {
    /** Not to go on. */
    DENY,

    /** To ask whoever sits before it. */
    ASK,

    /** To end, and come back for the answer. */
    DEFER;

    public static Optional<OnSilence> parse(String text) {
        return Arrays.stream(values())
                .filter(one -> one.toString().equals(text))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
