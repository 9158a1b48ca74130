package dev.holdpoint.rest;

import dev.holdpoint.interaction.Interaction;
import java.util.List;

/** The entity tag of an interaction, which changes when its status does: nothing else of it ever changes. */
final class EntityTags {

    private EntityTags() {}

    static String of(Interaction interaction) {
        return "\"" + interaction.status() + "\"";
    }

    /** Whether {@code If-None-Match} (RFC 9110, 13.1.2) names the tag; compared weakly. */
    static boolean match(List<String> ifNoneMatch, String tag) {
        return ifNoneMatch.stream()
                .flatMap(header -> List.of(header.split(",")).stream())
                .map(String::strip)
                .map(given -> given.startsWith("W/") ? given.substring(2) : given)
                .anyMatch(given -> given.equals("*") || given.equals(tag));
    }
}
