package dev.holdpoint.rest;

import dev.holdpoint.interaction.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The entity tag of an interaction, which changes when its status does: nothing else of it ever changes. */
final class EntityTags {

    /** The next tag of a list, without what makes it weak: a comma between its quotes is its own. */
    private static final Pattern NEXT = Pattern.compile("[\\s,]*+(?:W/)?(\"[^\"]*+\")\\s*+(?:,|$)");

    private EntityTags() {}

    static String of(Interaction interaction) {
        return "\"" + interaction.status() + "\"";
    }

    /** Whether {@code If-None-Match} (RFC 9110, 13.1.2) names the tag; compared weakly. */
    static boolean match(List<String> ifNoneMatch, String tag) {
        return ifNoneMatch.stream()
                .anyMatch(header -> header.strip().equals("*") || tags(header).contains(tag));
    }

    /** Those that a header names, up to where it is no list of tags. */
    private static List<String> tags(String header) {
        var tags = new ArrayList<String>();
        Matcher next = NEXT.matcher(header);
        while (next.lookingAt()) {
            tags.add(next.group(1));
            next.region(next.end(), next.regionEnd());
        }
        return tags;
    }
}
