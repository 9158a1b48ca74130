package dev.holdpoint.interaction;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The identifier of an interaction: a UUID version 7 (RFC 9562). */
public record InteractionId(UUID value) {

    private static final Pattern SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** The identifier that {@code text} spells, empty where it has another shape. */
    public static Optional<InteractionId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new InteractionId(UUID.fromString(text))) : Optional.empty();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
