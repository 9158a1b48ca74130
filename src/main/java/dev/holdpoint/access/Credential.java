package dev.holdpoint.access;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Family;
import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Tenant;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a secret by which somebody is known. Immutable, and it has no secret in it.
 *
 * @param id stands in logs and addresses
 * @param name what it is for, for people
 * @param identity who shows it
 * @param family whose it is: of a token, of the first that it descends from
 * @param generation how many it descends from
 * @param parent of which token it was made; null for all others
 * @param createdBy null where nobody is known who made it
 * @param lastUsedAt a minute behind at most; null before the first time
 * @param ending the last characters of the secret
 */
public record Credential(
        String id,
        Kind kind,
        String name,
        Tenant tenant,
        Identity identity,
        Family family,
        int generation,
        @Nullable String parent,
        Grant grant,
        Instant createdAt,
        @Nullable Identity createdBy,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        String ending)
        implements Shown {

    /** How somebody came by it. */
    public enum Kind {
        /** A token that was made for a program or a person. */
        TOKEN,

        /** Somebody signed in by a link. */
        LINK,

        /** Somebody signed in with a provider. */
        PROVIDER;

        public static Kind parse(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.toString().equals(text))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isToken() {
        return kind == Kind.TOKEN;
    }

    public Caller caller() {
        return new Caller(tenant, identity, family, grant);
    }

    public Credential usedAt(Instant moment) {
        return new Credential(
                id,
                kind,
                name,
                tenant,
                identity,
                family,
                generation,
                parent,
                grant,
                createdAt,
                createdBy,
                expiresAt,
                moment,
                ending);
    }

    Credential endingIn(String characters) {
        return new Credential(
                id,
                kind,
                name,
                tenant,
                identity,
                family,
                generation,
                parent,
                grant,
                createdAt,
                createdBy,
                expiresAt,
                lastUsedAt,
                characters);
    }
}
