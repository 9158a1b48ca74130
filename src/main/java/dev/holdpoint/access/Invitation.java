package dev.holdpoint.access;

import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Tenant;
import java.time.Instant;

/**
 * What is kept of a link that somebody signs in by, once.
 *
 * @param hash of its secret
 * @param identity who signs in by it
 * @param kind how they came by it
 * @param expiresAt it is good until then
 */
public record Invitation(
        String hash, Credential.Kind kind, Tenant tenant, Identity identity, Grant grant, Instant expiresAt) {}
