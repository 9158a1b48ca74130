package dev.holdpoint.http;

import java.util.Set;

/**
 * What stands before every door is configured with.
 *
 * @param allowedHosts names, without a port, that the service may be called by beside the loopback ones
 */
public record HttpSettings(Set<String> allowedHosts) {
    public HttpSettings {
        allowedHosts = Set.copyOf(allowedHosts);
    }
}
