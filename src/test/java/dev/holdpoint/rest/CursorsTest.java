package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.ListQuery.Order;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {

    @ParameterizedTest
    @EnumSource(Order.class)
    void aCursorTellsItsPositionInItsOrderOnly(Order order) {
        for (long position : new long[] {0, 1, 999_999_999_999_999_999L}) {
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
                " 1"
            })
    void anythingElseIsNone(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(Cursors.decode(Order.OLDEST, Base64.getUrlEncoder().encodeToString(bytes)))
                .isEmpty();
    }

    @Test
    void whatIsNotEncodedIsNone() {
        assertThat(Cursors.decode(Order.OLDEST, "")).isEmpty();
        assertThat(Cursors.decode(Order.OLDEST, "OLDEST 1")).isEmpty();
        assertThat(Cursors.decode(Order.OLDEST, "\u00e9")).isEmpty();
    }
}
