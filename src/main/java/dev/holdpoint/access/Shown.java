package dev.holdpoint.access;

import java.time.Instant;

/** What somebody is known by: of the store, or of a provider. It has no secret in it. */
public sealed interface Shown permits Credential, ProviderToken {

    /** Stands in logs. */
    String id();

    /** How somebody came by it. */
    Credential.Kind kind();

    /** It is good until then, unless it is revoked before. */
    Instant expiresAt();

    default boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt());
    }
}
