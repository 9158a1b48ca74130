package dev.holdpoint.testing;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionEvent.Kind;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Tenant;
import java.time.Instant;
import java.util.UUID;

/** Interactions and events without a store, for whoever only passes them on or shows them. */
public final class Events {

    public static final InteractionId ID = new InteractionId(UUID.fromString("019ab000-0000-7000-8000-000000000001"));
    public static final Instant TIME = Instant.parse("2026-11-23T08:15:30.123Z");

    private Events() {}

    public static Interaction pending(Ask ask) {
        return new Interaction(ID, Tenant.DEFAULT, ask, TIME, null, null, null);
    }

    /** An event of which only the number matters. */
    public static InteractionEvent requested(long number) {
        return requested(number, "session");
    }

    public static InteractionEvent requested(long number, String session) {
        return new InteractionEvent(
                number, Kind.REQUESTED, TIME, pending(Asks.any().in(session).ask()));
    }
}
