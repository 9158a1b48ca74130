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

    /**
     * A token that descends from no other, and begins a family.
     *
     * @param person whose it is; null where it is its own
     */
    static Credential first(
            String name,
            Tenant tenant,
            @Nullable Identity person,
            Grant grant,
            Instant createdAt,
            @Nullable Identity createdBy,
            Instant expiresAt,
            String ending) {
        String id = Secret.id();
        Identity own = ofToken(id, name);
        return new Credential(
                id,
                Kind.TOKEN,
                name,
                tenant,
                person == null ? own : person,
                new Family(own.id()),
                0,
                null,
                grant,
                createdAt,
                createdBy,
                expiresAt,
                null,
                ending);
    }

    /** A token that descends from this one; a person's are that person's. */
    Credential child(String childName, Grant narrower, Instant now, Instant end, String childEnding) {
        String childId = Secret.id();
        return new Credential(
                childId,
                Kind.TOKEN,
                childName,
                tenant,
                identity.kind() == Identity.Kind.PERSON ? identity : ofToken(childId, childName),
                family,
                generation + 1,
                id,
                narrower,
                now,
                identity,
                end,
                null,
                childEnding);
    }

    private static Identity ofToken(String id, String name) {
        return new Identity("token:" + id, Identity.Kind.SERVICE, name);
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
}
