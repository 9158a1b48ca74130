package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.Json;
import org.jspecify.annotations.Nullable;

/** What is kept to be told and nothing else, byte for byte as it came. */
public record Payload(String text) {

    /** What is longer is large, in UTF-16: about where PostgreSQL would keep it beside its row anyway. */
    private static final int LARGE = 1_000;

    /** Whether it stands by itself, where what is large goes by months. */
    public boolean isLarge() {
        return text.length() > LARGE;
    }

    static @Nullable Payload of(@Nullable Json json) {
        return json == null ? null : new Payload(json.text());
    }

    static @Nullable Payload of(@Nullable String text) {
        return text == null ? null : new Payload(text);
    }
}
