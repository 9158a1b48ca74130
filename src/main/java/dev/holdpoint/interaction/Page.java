package dev.holdpoint.interaction;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param next the position to go on after; empty where this is the last page
 */
public record Page(List<Interaction> items, Optional<Long> next) {

    /** The size of a page's items, as JSON text in characters, after which it ends: 4 Mi, one item at least. */
    public static final int MAX_SIZE = 4 << 20;

    /** About how many characters of JSON an interaction takes. */
    public static int sizeOf(Interaction interaction) {
        var ask = interaction.ask();
        var schema = ask.responseSchema();
        int size = 600 + ask.data().text().length() + ask.metadata().text().length();
        if (schema != null) {
            size += schema.text().length();
        }
        if (ask.onExpiry() instanceof OnExpiry.Resolve resolve) {
            size += resolve.response().text().length();
        }
        if (interaction.settlement() instanceof Settlement.Resolved resolved) {
            size += resolved.response().text().length();
        }
        return size;
    }
}
