package dev.holdpoint.access;

import java.util.Locale;

/** How much has to be known of who calls (HTTP contract on callers, section 2). */
public enum AccessMode {
    /** Whoever is not known may ask, and await and cancel what nobody known asked. */
    LOCAL,

    /** Whoever is not known may do nothing. */
    REQUIRED,

    /** Whoever is not known may do everything. */
    OPEN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
