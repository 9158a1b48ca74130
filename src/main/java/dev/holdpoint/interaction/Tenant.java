package dev.holdpoint.interaction;

import java.util.regex.Pattern;

/** Whose house an interaction belongs to: nothing in one can be told from another. */
public record Tenant(String name) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    /** The one that is there without being made. */
    public static final Tenant DEFAULT = new Tenant("default");

    /** Whether a tenant may be called so. */
    public static boolean isName(String text) {
        return SHAPE.matcher(text).matches();
    }

    public Tenant {
        if (!isName(name)) {
            throw new IllegalArgumentException("tenant must match " + SHAPE + ": '" + name + "'");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
