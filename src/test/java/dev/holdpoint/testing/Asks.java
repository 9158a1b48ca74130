package dev.holdpoint.testing;

import dev.holdpoint.broker.Attempt;
import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.broker.CheckedAttempt;
import dev.holdpoint.broker.Hold;
import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.broker.PendingLimits;
import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Separation;
import dev.holdpoint.interaction.SessionId;
import java.time.Duration;
import java.util.UUID;

/** Things to ask, with defaults for what a test does not care about. */
public record Asks(Ask ask) {

    public static final String HOLDER = "this process";
    public static final Decision YES = new Decision.Resolve(new Json("{\"yes\":true}"), null);
    public static final Decision NO = new Decision.Reject("no");

    public static Asks any() {
        return new Asks(new Ask(new InteractionType("question"), new SessionId("session"), Duration.ofMinutes(1))
                .withTitle("title")
                .withData(new Json("{\"n\":1.0}"))
                .withSeparation(Separation.NO)); // as a broker hands it to a store
    }

    public Asks ofType(String type) {
        return like(new InteractionType(type), ask.session(), ask.timeout());
    }

    public Asks in(String session) {
        return like(ask.type(), new SessionId(session), ask.timeout());
    }

    public Asks within(Duration timeout) {
        return like(ask.type(), ask.session(), timeout);
    }

    public Asks otherwise(OnExpiry onExpiry) {
        return new Asks(ask.withOnExpiry(onExpiry));
    }

    public Asks leased(Duration lease) {
        return new Asks(ask.withLease(lease));
    }

    public Asks schema(Json schema) {
        return new Asks(ask.withResponseSchema(schema));
    }

    public Asks saying(Json data) {
        return new Asks(ask.withData(data));
    }

    public Asks separate(Separation separation) {
        return new Asks(ask.withSeparation(separation));
    }

    public NewInteraction made() {
        return made(null, Duration.ZERO, 100);
    }

    public NewInteraction made(Idempotency idempotency, Duration awaitedFor, int limit) {
        return made(idempotency, awaitedFor, new PendingLimits(limit, 0));
    }

    public NewInteraction made(Idempotency idempotency, Duration awaitedFor, PendingLimits limits) {
        Hold awaited = awaitedFor.isZero() ? null : new Hold(HOLDER, awaitedFor);
        return new NewInteraction(new InteractionId(UUID.randomUUID()), ask, idempotency, awaited, limits);
    }

    public static Attempt attempt(InteractionId id, Decision decision) {
        return new Attempt(id, decision, null, null);
    }

    /** An attempt with which nothing is wrong. */
    public static CheckedAttempt settle(InteractionId id, Decision decision) {
        return checked(attempt(id, decision));
    }

    public static CheckedAttempt checked(Attempt attempt) {
        return new CheckedAttempt(attempt, CheckResult.passed());
    }

    private Asks like(InteractionType type, SessionId session, Duration timeout) {
        return new Asks(new Ask(type, session, timeout)
                .withTitle(ask.title())
                .withData(ask.data())
                .withMetadata(ask.metadata())
                .withResponseSchema(ask.responseSchema())
                .withOnExpiry(ask.onExpiry())
                .withLease(ask.lease())
                .withSeparation(ask.separation()));
    }
}
