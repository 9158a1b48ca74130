package dev.holdpoint.store;

import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Family;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Tenant;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a store has to know of an interaction to decide it, and what of that never changes. Immutable.
 *
 * @param sequence the number of the event that asked it
 * @param requestedBy the identifier of who asked; null where nobody knows
 * @param family of whom that is one; null for that of the anonymous callers
 * @param separate whether whoever asked may not decide
 */
public record Asked(
        long sequence,
        InteractionId id,
        Tenant tenant,
        SessionId session,
        InteractionType type,
        Instant requestedAt,
        @Nullable String requestedBy,
        @Nullable Family family,
        boolean separate,
        Instant expiresAt,
        @Nullable Duration lease) {

    static Asked by(Caller caller, NewInteraction asked, long number, Instant now) {
        Ask ask = asked.ask();
        return new Asked(
                number,
                asked.id(),
                caller.tenant(),
                ask.session(),
                ask.type(),
                now,
                caller.id(),
                caller.family(),
                ask.isSeparate(),
                now.plus(ask.timeout()),
                ask.lease());
    }

    /** Whether a caller is who asked, or of the same family. */
    boolean isBy(Caller caller) {
        return caller.is(requestedBy) || caller.isOf(family);
    }

    boolean isSeenIn(Scope scope) {
        return scope.includes(tenant, session, type, family);
    }

    /** The moment that something at {@code now} is stored at: never before the ask, even where the clock was set back. */
    Instant atOrAfter(Instant now) {
        return now.isBefore(requestedAt) ? requestedAt : now;
    }
}
