package dev.holdpoint.interaction;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is known to be.
 *
 * @param id stable and unique in its tenant, up to 300 characters
 * @param name for people to read; it decides nothing
 */
public record Identity(String id, Kind kind, @Nullable String name) {

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
