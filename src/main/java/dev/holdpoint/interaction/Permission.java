package dev.holdpoint.interaction;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may be allowed (HTTP contract on callers, section 4); who has none may do nothing. */
public enum Permission {
    /** To ask, and to await and cancel what it sees. */
    ASK,

    /** To resolve and reject what it sees. */
    DECIDE,

    /** To look at what it sees. */
    READ,

    /** To look at it, cancel it, remove sessions, and say who else may do what. */
    MANAGE;

    public static Optional<Permission> parse(String text) {
        return Arrays.stream(values())
                .filter(permission -> permission.toString().equals(text))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
