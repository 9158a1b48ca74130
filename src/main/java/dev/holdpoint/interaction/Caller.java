package dev.holdpoint.interaction;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: made once where a request comes in, and handed through to where it is judged.
 *
 * @param tenant the one tenant that the caller belongs to
 * @param identity who it is; null where nobody knows
 */
public record Caller(Tenant tenant, @Nullable Identity identity) {

    /** Somebody that nobody knows, in the tenant that is there without being made. */
    public static final Caller ANONYMOUS = new Caller(Tenant.DEFAULT, null);

    /** What it may see. */
    public Scope scope() {
        return new Scope.Within(Set.of(tenant), Filter.ALL);
    }

    /** The identifier that its requests are recognised by; null for all anonymous callers, who count as one. */
    public @Nullable String id() {
        return identity == null ? null : identity.id();
    }

    /** Whether it is the caller of its tenant that is known by {@code id}, null standing for the anonymous ones. */
    public boolean is(@Nullable String id) {
        return Objects.equals(id(), id);
    }
}
