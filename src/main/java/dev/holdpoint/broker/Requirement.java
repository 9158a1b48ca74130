package dev.holdpoint.broker;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Family;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * What a response to an interaction must satisfy, and who sees that; it never changes.
 *
 * @param family of whom is who asked; null for that of the anonymous callers
 * @param schema null where anything will do
 */
public record Requirement(
        Tenant tenant,
        SessionId session,
        InteractionType type,
        @Nullable Family family,
        @Nullable Json schema) {

    public static Requirement of(Interaction asked) {
        Ask ask = asked.ask();
        return new Requirement(asked.tenant(), ask.session(), ask.type(), asked.family(), ask.responseSchema());
    }

    boolean isSeenIn(Scope scope) {
        return scope.includes(tenant, session, type, family);
    }
}
