package dev.holdpoint.http;

import java.util.Optional;
import java.util.Set;

/**
 * What stands before every door is configured with.
 *
 * @param allowedHosts names, without a port, that the service may be called by beside the loopback ones
 * @param connections how many there may be; empty for as many as the process may have files
 * @param connectionsPerAddress how many of them may come from one address; empty for all
 * @param bodiesSize how much memory bodies may take while they come, in bytes
 * @param answersSize how much of answers is kept for readers that do not take it, in bytes
 */
public record HttpSettings(
        Set<String> allowedHosts,
        Optional<Integer> connections,
        Optional<Integer> connectionsPerAddress,
        long bodiesSize,
        long answersSize) {
    public HttpSettings {
        allowedHosts = Set.copyOf(allowedHosts);
    }
}
