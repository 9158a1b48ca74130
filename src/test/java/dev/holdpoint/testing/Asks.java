package dev.holdpoint.testing;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.NewInteraction;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.SettleCommand;
import java.time.Duration;
import java.util.UUID;

/** Things to ask, with defaults for what a test does not care about. */
public record Asks(String type, String session, Duration timeout, OnExpiry onExpiry, Duration lease, Json schema) {

    public static final Decision YES = new Decision.Resolve(new Json("{\"yes\":true}"), null);
    public static final Decision NO = new Decision.Reject("no");

    public static Asks any() {
        return new Asks("question", "session", Duration.ofMinutes(1), null, null, null);
    }

    public Asks ofType(String other) {
        return new Asks(other, session, timeout, onExpiry, lease, schema);
    }

    public Asks in(String other) {
        return new Asks(type, other, timeout, onExpiry, lease, schema);
    }

    public Asks within(Duration other) {
        return new Asks(type, session, other, onExpiry, lease, schema);
    }

    public Asks otherwise(OnExpiry other) {
        return new Asks(type, session, timeout, other, lease, schema);
    }

    public Asks leased(Duration other) {
        return new Asks(type, session, timeout, onExpiry, other, schema);
    }

    public Asks schema(Json other) {
        return new Asks(type, session, timeout, onExpiry, lease, other);
    }

    public Ask ask() {
        return new Ask(
                new InteractionType(type),
                new SessionId(session),
                "title",
                new Json("{\"n\":1.0}"),
                Json.EMPTY_OBJECT,
                schema,
                timeout,
                onExpiry,
                lease);
    }

    public NewInteraction made() {
        return made(null, Duration.ZERO, 100);
    }

    public NewInteraction made(Idempotency idempotency, Duration awaitedFor, int limit) {
        return new NewInteraction(new InteractionId(UUID.randomUUID()), ask(), idempotency, awaitedFor, limit);
    }

    public static SettleCommand settle(InteractionId id, Decision decision) {
        return new SettleCommand(id, decision, null, null);
    }
}
