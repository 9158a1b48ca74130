package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {

    @ParameterizedTest
    @EnumSource(Order.class)
    void aCursorTellsItsPositionInItsOrderOnly(Order order) {
        Instant decidedAt = order == Order.DECIDED ? Instant.parse("2026-01-01T00:00:00.001Z") : null;
        for (long sequence : new long[] {0, 1, 999_999_999_999_999_999L}) {
            var position = new Position(sequence, decidedAt);
            String cursor = Cursors.encode(order, position);
            assertThat(cursor).as("safe in a URL").matches("[A-Za-z0-9_-]+");
            for (Order asked : Order.values()) {
                if (asked == order) {
                    assertThat(Cursors.decode(asked, cursor)).contains(position);
                } else {
                    assertThat(Cursors.decode(asked, cursor)).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OLDEST",
                "OLDEST ",
                "OLDEST -1",
                "OLDEST 1 ",
                "oldest 1",
                "OLDEST 1.0",
                "OLDEST 1000000000000000000",
                "OLDEST 1 1",
                " 1"
            })
    void anythingElseIsNone(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(Cursors.decode(Order.OLDEST, Base64.getUrlEncoder().encodeToString(bytes)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DECIDED 1", "DECIDED 1 ", "DECIDED 1 -1", "DECIDED 1 1000000000000000", "OLDEST 1 1"})
    void aPlaceAmongDecisionsHasItsTime(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(Cursors.decode(Order.DECIDED, Base64.getUrlEncoder().encodeToString(bytes)))
                .isEmpty();
    }

    @Test
    void whatIsNotEncodedIsNone() {
        assertThat(Cursors.decode(Order.OLDEST, "")).isEmpty();
        assertThat(Cursors.decode(Order.OLDEST, "OLDEST 1")).isEmpty();
        assertThat(Cursors.decode(Order.OLDEST, "\u00e9")).isEmpty();
    }
}
