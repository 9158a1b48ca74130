package dev.holdpoint.rest;

import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a list goes on: opaque to callers, the order and the last position inside. */
final class Cursors {

    private static final Pattern SHAPE = Pattern.compile("(OLDEST|NEWEST|DECIDED) (\\d{1,18})(?: (\\d{1,15}))?");

    private Cursors() {}

    static String encode(Order order, Position position) {
        Instant decidedAt = position.decidedAt();
        String text = order + " " + position.sequence() + (decidedAt == null ? "" : " " + decidedAt.toEpochMilli());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The position, empty where the cursor is none or was given for another order. */
    static Optional<Position> decode(Order order, String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            var shape = SHAPE.matcher(text);
            if (!shape.matches() || !shape.group(1).equals(order.name())) {
                return Optional.empty();
            }
            long sequence = Long.parseLong(shape.group(2));
            String decidedAt = shape.group(3);
            boolean isByDecision = order == Order.DECIDED;
            return isByDecision == (decidedAt != null)
                    ? Optional.of(new Position(
                            sequence, decidedAt == null ? null : Instant.ofEpochMilli(Long.parseLong(decidedAt))))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
