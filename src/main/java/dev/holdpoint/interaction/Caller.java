package dev.holdpoint.interaction;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, and what it may: made once where a request comes in, and handed through to where it is judged.
 *
 * @param tenant the one tenant that the caller belongs to
 * @param identity who it is; null where nobody knows
 * @param family who counts as the same where it matters who asked; null for all anonymous callers, who count as one
 */
public record Caller(
        Tenant tenant,
        @Nullable Identity identity,
        @Nullable Family family,
        Grant grant) {

    /** Somebody that nobody knows, who may do everything in the tenant that is there without being made. */
    public static final Caller ANONYMOUS = new Caller(Tenant.DEFAULT, null, null, Grant.EVERYTHING);

    /** Somebody that nobody knows, who may ask there. */
    public static final Caller ANONYMOUS_ASKER =
            new Caller(Tenant.DEFAULT, null, null, new Grant(Set.of(Permission.ASK), Limits.NONE, false));

    /** Somebody known who belongs to no other family. */
    public static Caller known(Tenant tenant, Identity identity, Grant grant) {
        return new Caller(tenant, identity, new Family(identity.id()), grant);
    }

    public boolean may(Permission permission) {
        return grant.allows(permission);
    }

    /** What it may see. */
    public Scope scope() {
        return new Scope.Within(tenant, grant.limits(), grant.askers(family));
    }

    /** The identifier that its requests are recognised by; null for all anonymous callers, who count as one. */
    public @Nullable String id() {
        return identity == null ? null : identity.id();
    }

    /** Whether it is the caller of its tenant that is known by {@code id}, null standing for the anonymous ones. */
    public boolean is(@Nullable String id) {
        return Objects.equals(id(), id);
    }

    /** Whether it is of the family; null stands for that of the anonymous ones. */
    public boolean isOf(@Nullable Family other) {
        return Objects.equals(family, other);
    }
}
