package dev.holdpoint.interaction;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is known to be.
 *
 * @param id stable and unique in its tenant, up to {@value #MAX_ID} characters
 * @param name for people to read; it decides nothing
 */
public record Identity(String id, Kind kind, @Nullable String name) {

    private static final int MAX_ID = 300;

    /** Whether somebody may be known by this text. */
    public static boolean isId(String text) {
        return !text.isEmpty() && Text.isAtMost(MAX_ID, text) && Text.hasNoControls(text);
    }

    /** What somebody known is. */
    public enum Kind {
        PERSON("person"),
        SERVICE("service");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public static Optional<Kind> parse(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text.equals(text))
                    .findFirst();
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
