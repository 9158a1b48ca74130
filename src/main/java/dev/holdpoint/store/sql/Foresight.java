package dev.holdpoint.store.sql;

import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Tenant;
import org.jspecify.annotations.Nullable;

/** What an operation is going to look up, as far as that is known before it begins. Immutable. */
record Foresight(
        @Nullable InteractionId id,
        @Nullable KeyOf key,
        @Nullable SessionOf session) {

    static final Foresight NONE = new Foresight(null, null, null);

    /** By what something was asked: keys of one caller are not those of another. */
    record KeyOf(String key, String tenant, String caller) {

        static KeyOf of(Caller caller, String key) {
            return new KeyOf(key, caller.tenant().name(), caller.id() == null ? "" : caller.id());
        }
    }

    /** A session of a tenant's. */
    record SessionOf(Tenant tenant, SessionId session) {}

    /** Of one that is to be decided or held. */
    static Foresight of(InteractionId id) {
        return new Foresight(id, null, null);
    }

    /** Of one that is to be made. */
    static Foresight of(Caller caller, NewInteraction asked) {
        Idempotency with = asked.idempotency();
        return new Foresight(
                null,
                with == null ? null : KeyOf.of(caller, with.key()),
                new SessionOf(caller.tenant(), asked.ask().session()));
    }
}
