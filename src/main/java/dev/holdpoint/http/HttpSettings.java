package dev.holdpoint.http;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What stands before every door is configured with.
 *
 * @param allowedHosts names, without a port, that the service may be called by beside the loopback ones
 * @param publicUrl by which the service is called from outside, where that is known; its host is one of those names
 * @param corsOrigins of which pages may call, as {@code quarkus.http.cors.origins} has them
 * @param connections how many there may be; empty for as many as the process may have files
 * @param connectionsPerAddress how many of them may come from one address; empty for all
 * @param bodiesSize how much memory bodies may take while they come, in bytes
 * @param answersSize how much of answers is kept for readers that do not take it, in bytes
 */
public record HttpSettings(
        Set<String> allowedHosts,
        Optional<URI> publicUrl,
        Set<String> corsOrigins,
        Optional<Integer> connections,
        Optional<Integer> connectionsPerAddress,
        long bodiesSize,
        long answersSize) {
    public HttpSettings {
        var names = new HashSet<>(allowedHosts);
        publicUrl.map(URI::getHost).map(host -> host.toLowerCase(Locale.ROOT)).ifPresent(names::add);
        allowedHosts = Set.copyOf(names);
        corsOrigins = Set.copyOf(corsOrigins);
    }
}
