package dev.holdpoint.access;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Violation;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are made, listed and revoked (HTTP contract on callers, section 5): any token of a tenant by whoever manages it,
 * narrower ones by whoever holds one. Thread-safe.
 */
public final class Issuing {

    private final Tokens tokens;
    private final Recognition recognition;
    private final InstantSource clock;

    public Issuing(Tokens tokens, Recognition recognition, InstantSource clock) {
        this.tokens = tokens;
        this.recognition = recognition;
        this.clock = clock;
    }

    public Uni<Issued> make(Call by, TokenRequest asked) {
        if (by.caller().may(Permission.MANAGE)) {
            Set<Permission> permissions = asked.permissions();
            return permissions == null
                    ? Uni.createFrom().item(missingPermissions())
                    : keep(permissions, ending -> anyToken(by.caller(), asked, permissions, ending));
        }
        if (!(by.credential() instanceof Credential parent) || !parent.isToken()) {
            return refuse(
                    "", "making tokens needs the permission '" + Permission.MANAGE + "', or a token to make them of");
        }
        Violation tooFar = tooFar(parent, asked);
        if (tooFar != null) {
            return Uni.createFrom().item(new Issued.Refused(tooFar));
        }
        Set<Permission> permissions =
                Objects.requireNonNullElse(asked.permissions(), parent.grant().permissions());
        return keep(permissions, ending -> child(parent, asked, permissions, ending));
    }

    /** What the caller sees of the tokens of its tenant, in the order in which they were made. */
    public Uni<List<Credential>> list(Call by) {
        return tokens.list(by.caller().tenant())
                .map(all -> by.caller().may(Permission.MANAGE) ? all : ownAndBelow(by, all));
    }

    /** Revokes a token and all that descends from it, which nobody is known by any more then; {@code false} for none it sees. */
    public Uni<Boolean> revoke(Call by, String id) {
        return list(by).chain(seen -> seen.stream().noneMatch(one -> one.id().equals(id))
                ? Uni.createFrom().item(false)
                : tokens.revoke(by.caller().tenant(), id)
                        .invoke(recognition::onRevoked)
                        .map(revoked -> !revoked.isEmpty()));
    }

    static Issued missingPermissions() {
        return new Issued.Invalid(
                new Violation("/permissions", "missing: a list of one or more of " + List.of(Permission.values())));
    }

    static Identity person(String name) {
        return new Identity("person:" + name, Identity.Kind.PERSON, name);
    }

    private Uni<Issued> keep(Set<Permission> permissions, Function<String, Credential> draft) {
        boolean asksOnly = permissions.equals(Set.of(Permission.ASK));
        Secret secret = Secret.make(asksOnly ? Secret.Kind.ASKER : Secret.Kind.DECIDER);
        return tokens.make(new NewCredential(secret.hash(), draft.apply(secret.ending())))
                .map(made -> switch (made) {
                    case Made.Kept(Credential kept) -> new Issued.Token(kept, secret.text());
                    case Made.Orphan() -> throw UnauthenticatedException.wrong(Recognised.Why.NOT_THERE);
                    case Made.TooDeep(int generations) ->
                        refused("", "a token may descend from " + (generations - 1) + " others at most");
                    case Made.TooMany(int most) ->
                        refused("", "its family has " + most + " living tokens, which is the most");
                });
    }

    /** Limits that somebody sets who manages open what is within them. */
    private Credential anyToken(Caller maker, TokenRequest asked, Set<Permission> permissions, String ending) {
        Instant now = now();
        var limits = new Limits(orEmpty(asked.sessions()), orEmpty(asked.types()));
        return Credential.first(
                asked.name(),
                maker.tenant(),
                asked.person() == null ? null : person(asked.person()),
                new Grant(permissions, limits, !limits.sessions().isEmpty()),
                now,
                maker.identity(),
                now.plus(Objects.requireNonNullElse(asked.expiresIn(), TokenRequest.DEFAULT_LIFE)),
                ending);
    }

    private Credential child(Credential parent, TokenRequest asked, Set<Permission> permissions, String ending) {
        Instant now = now();
        Duration life = asked.expiresIn();
        Grant own = parent.grant();
        var limits = new Limits(
                Objects.requireNonNullElse(asked.sessions(), own.limits().sessions()),
                Objects.requireNonNullElse(asked.types(), own.limits().types()));
        var narrower = new Grant(permissions, limits, asked.sessions() == null && own.opensSessions());
        return parent.child(asked.name(), narrower, now, life == null ? parent.expiresAt() : now.plus(life), ending);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Which member asks for more than the parent has; null for none. */
    private @Nullable Violation tooFar(Credential parent, TokenRequest asked) {
        Grant own = parent.grant();
        if (asked.permissions() != null && !own.permissions().containsAll(asked.permissions())) {
            return new Violation("/permissions", "the token that it is made of has " + own.permissions() + " only");
        }
        if (asked.sessions() != null && !own.limits().admitSessions(asked.sessions())) {
            return new Violation("/sessions", "the token that it is made of is limited to others");
        }
        if (asked.types() != null && !own.limits().admitTypes(asked.types())) {
            return new Violation("/types", "the token that it is made of is limited to others");
        }
        if (asked.person() != null) {
            return new Violation("/person", "it is for whom the token is that it is made of");
        }
        return asked.expiresIn() != null
                        && clock.instant().plus(asked.expiresIn()).isAfter(parent.expiresAt())
                ? new Violation("/expiresIn", "the token that it is made of ends at " + parent.expiresAt())
                : null;
    }

    private static List<Credential> ownAndBelow(Call by, List<Credential> all) {
        if (!(by.credential() instanceof Credential held)) {
            return List.of();
        }
        var seen = new HashSet<String>();
        return all.stream() // a child was made after its parent
                .filter(one -> (held.isToken()
                                ? one.id().equals(held.id())
                                : one.identity().equals(held.identity()))
                        || (one.parent() != null && seen.contains(one.parent())))
                .filter(one -> seen.add(one.id()))
                .toList();
    }

    private static <T> Set<T> orEmpty(@Nullable Set<T> values) {
        return values == null ? Set.of() : values;
    }

    private static Uni<Issued> refuse(String pointer, String why) {
        return Uni.createFrom().item(refused(pointer, why));
    }

    private static Issued refused(String pointer, String why) {
        return new Issued.Refused(new Violation(pointer, why));
    }
}
