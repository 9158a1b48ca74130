package dev.holdpoint.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CursorTest {

    private static final InteractionId ID =
            InteractionId.parse("01890000-0000-7000-8000-000000000001").orElseThrow();

    @Test
    void whatIsGivenOutIsRead() {
        var cursor =
                Cursor.of(ID, new Json("\"a\""), Optional.of(7L)).with(Optional.of(new Progress(new Json("3"), 9)));
        assertThat(Cursor.decode(cursor.encoded())).contains(cursor);
    }

    /** A client may come back to another release than the one that it called. */
    @Test
    void oneThatWasGivenOutBeforeIsReadToo() {
        String before = "{\"i\":\"" + ID + "\",\"t\":\"approve\",\"r\":1,\"u\":null,\"p\":null,\"s\":null}";
        assertThat(Cursor.decode(encoded(before))).contains(Cursor.of(ID, new Json("1"), Optional.empty()));
    }

    @Test
    void whatNobodyGaveOutIsNone() {
        assertThat(Cursor.decode(encoded("{\"i\":\"" + ID + "\"}"))).isEmpty();
        assertThat(Cursor.decode(encoded("{\"i\":\"" + ID + "\",\"r\":1,\"x\":1}")))
                .isEmpty();
        assertThat(Cursor.decode(encoded("{\"i\":\"1\",\"r\":1}"))).isEmpty();
        assertThat(Cursor.decode("{}")).isEmpty();
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
