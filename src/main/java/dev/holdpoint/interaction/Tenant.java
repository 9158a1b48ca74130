package dev.holdpoint.interaction;

import java.util.regex.Pattern;

/** Whose house an interaction belongs to: nothing in one can be told from another. */
public record Tenant(String name) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    public static final String NEEDED = "a tenant of the shape " + SHAPE + " is needed here";

    /** The one that is there without being made. */
    public static final Tenant DEFAULT = new Tenant("default");

    public Tenant {
        if (!isValid(name)) {
            throw new IllegalArgumentException("tenant must match " + SHAPE + ": '" + name + "'");
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return name;
    }
}
