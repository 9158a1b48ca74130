package dev.holdpoint.rest;

import dev.holdpoint.interaction.Ask;
import java.time.Duration;

/**
 * What this door is configured with.
 *
 * @param defaultTimeout the timeout of an ask that names none
 */
public record RestSettings(Duration defaultTimeout) {
    public RestSettings {
        if (defaultTimeout.compareTo(Ask.MIN_TIMEOUT) < 0 || defaultTimeout.compareTo(Ask.MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("holdpoint.timeout.default (" + defaultTimeout + ") must be from "
                    + Ask.MIN_TIMEOUT + " to " + Ask.MAX_TIMEOUT);
        }
    }
}
