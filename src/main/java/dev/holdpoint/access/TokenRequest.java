package dev.holdpoint.access;

import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.SessionPattern;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a token, or a link to sign in by, to be; null where nothing is said, and no set is empty.
 *
 * @param name what it is for; of a link, who signs in by it
 * @param person the name of the person that it is made for
 */
public record TokenRequest(
        String name,
        @Nullable Set<Permission> permissions,
        @Nullable Set<SessionPattern> sessions,
        @Nullable Set<InteractionType> types,
        @Nullable Duration expiresIn,
        @Nullable String person) {

    public static final Duration MIN_LIFE = Duration.ofMinutes(1);
    public static final Duration MAX_LIFE = Duration.ofDays(366);
    static final Duration DEFAULT_LIFE = Duration.ofDays(90);
    private static final int MAX_NAME = 200;

    public static final String NAME_SHAPE =
            "a string of 1 to " + MAX_NAME + " characters is needed here, without control characters";
    public static final String LIFE_SHAPE = "a duration from " + MIN_LIFE + " to " + MAX_LIFE + " is needed here";

    /** Whether a text can be the name of a token or of a person. */
    public static boolean isName(String text) {
        return !text.isBlank()
                && text.codePointCount(0, text.length()) <= MAX_NAME
                && text.chars().noneMatch(Character::isISOControl);
    }

    public static boolean isLife(Duration duration) {
        return duration.compareTo(MIN_LIFE) >= 0 && duration.compareTo(MAX_LIFE) <= 0;
    }
}
