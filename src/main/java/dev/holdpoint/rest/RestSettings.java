package dev.holdpoint.rest;

import java.time.Duration;
import java.util.Set;

/**
 * What the HTTP side is configured with.
 *
 * @param defaultTimeout the timeout of an ask that names none
 * @param allowedHosts names, without a port, that the service may be called by beside the loopback ones
 */
public record RestSettings(Duration defaultTimeout, Set<String> allowedHosts) {

    public RestSettings {
        allowedHosts = Set.copyOf(allowedHosts);
        if (defaultTimeout.compareTo(AskBody.MIN_TIMEOUT) < 0 || defaultTimeout.compareTo(AskBody.MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("holdpoint.timeout.default (" + defaultTimeout + ") must be from "
                    + AskBody.MIN_TIMEOUT + " to " + AskBody.MAX_TIMEOUT);
        }
    }
}
