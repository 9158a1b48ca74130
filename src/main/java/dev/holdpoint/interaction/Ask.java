package dev.holdpoint.interaction;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an asker asks.
 *
 * @param title one line for people
 * @param data what is asked: any JSON
 * @param metadata for programs: a JSON object
 * @param responseSchema a JSON Schema 2020-12 that a response must satisfy; null where anything will do
 * @param timeout from asking to settling by itself, in whole milliseconds
 * @param onExpiry the default settlement; null where the interaction just expires
 * @param lease how long it stays pending once nobody awaits it any more; null for as long as the timeout allows
 */
public record Ask(
        InteractionType type,
        SessionId session,
        @Nullable String title,
        Json data,
        Json metadata,
        @Nullable Json responseSchema,
        Duration timeout,
        @Nullable OnExpiry onExpiry,
        @Nullable Duration lease) {}
