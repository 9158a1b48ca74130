package dev.holdpoint.rest;

import dev.holdpoint.interaction.Ask;
import java.time.Duration;

/**
 * What this door is configured with.
 *
 * @param defaultTimeout the timeout of an ask that names none
 * @param maxWait how long a caller is made to wait for a settlement at most, in whole seconds
 */
public record RestSettings(Duration defaultTimeout, Duration maxWait) {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    public RestSettings {
        if (defaultTimeout.compareTo(Ask.MIN_TIMEOUT) < 0 || defaultTimeout.compareTo(Ask.MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("holdpoint.timeout.default (" + defaultTimeout + ") must be from "
                    + Ask.MIN_TIMEOUT + " to " + Ask.MAX_TIMEOUT);
        }
        if (maxWait.toSeconds() < 1 || maxWait.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException(
                    "holdpoint.http.max-wait (" + maxWait + ") must be from PT1S to " + LONGEST_WAIT);
        }
    }
}
