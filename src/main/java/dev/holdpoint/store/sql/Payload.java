package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.Json;
import org.jspecify.annotations.Nullable;

/** What is kept to be told and nothing else, byte for byte as it came. */
public record Payload(String text) {

    static @Nullable Payload of(@Nullable Json json) {
        return json == null ? null : new Payload(json.text());
    }

    static @Nullable Payload of(@Nullable String text) {
        return text == null ? null : new Payload(text);
    }
}
