package dev.holdpoint.access;

import java.time.Instant;

/**
 * A token of a provider, which was checked. Nothing is kept of it, and only its end ends it.
 *
 * @param id follows from the token, which does not follow from it
 */
public record ProviderToken(String id, Instant expiresAt) implements Shown {

    @Override
    public Credential.Kind kind() {
        return Credential.Kind.PROVIDER;
    }
}
