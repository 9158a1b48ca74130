package dev.holdpoint.rest;

import dev.holdpoint.interaction.ListQuery.Order;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a list goes on: opaque to callers, the order and the last position inside. */
final class Cursors {

    private static final Pattern SHAPE = Pattern.compile("(OLDEST|NEWEST) (\\d{1,18})");

    private Cursors() {}

    static String encode(Order order, long position) {
        byte[] text = (order + " " + position).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** The position, empty where the cursor is none or was given for another order. */
    static Optional<Long> decode(Order order, String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            var shape = SHAPE.matcher(text);
            return shape.matches() && shape.group(1).equals(order.name())
                    ? Optional.of(Long.parseLong(shape.group(2)))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
