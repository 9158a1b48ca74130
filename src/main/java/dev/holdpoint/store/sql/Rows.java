package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Family;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.Separation;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.store.Asked;
import dev.holdpoint.store.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tables' columns, and what is made of them. {@code state} decides, {@code payload} is what was asked, {@code event}
 * what happened, with what each event tells of its own: how an interaction ended stands with the event that settled it.
 */
final class Rows {

    /** What {@link #asked} reads. */
    static final Columns ASKED = Columns.of(
            "state",
            "sequence",
            "id",
            "tenant",
            "session_id",
            "type",
            "requested_at",
            "requested_by",
            "family",
            "separate",
            "expires_at",
            "lease");

    /** What {@link #kept} reads of what is pending; how the rest ended stands with the event {@code settled_number}. */
    static final Columns KEPT = ASKED.and(Columns.of("state", "size", "lease_until"));

    /** What {@link #end} reads. */
    static final Columns END = Columns.of("event", "number", "at", "by_id", "settle_key", "settle_fingerprint");

    /** What {@link #pending} reads. */
    static final Columns PAYLOAD = Columns.of(
            "payload",
            "requester_kind",
            "requester_name",
            "title",
            "on_expiry",
            "on_expiry_value",
            "metadata",
            "response_schema",
            "data");

    static final String INSERT_PAYLOAD =
            Columns.of("payload", "sequence").and(PAYLOAD).insert();

    /** Where payloads go by months. */
    static final String INSERT_PAYLOAD_OF_MONTH = Columns.of("payload", "sequence")
            .and(PAYLOAD)
            .and(Columns.of("payload", "requested_at"))
            .insert();

    /** And large responses. */
    static final String INSERT_RESPONSE =
            Columns.of("response", "number", "at", "response").insert();

    /** What {@link #settlement} reads. */
    static final Columns SETTLEMENT =
            Columns.of("settlement", "status", "at", "origin", "by_id", "by_kind", "by_name", "reason", "response");

    /** What {@link #interaction} reads, from {@code s}, {@code p} and {@code t}. */
    static final String WHOLE = ASKED.as("s") + ", " + PAYLOAD.as("p") + ", " + SETTLEMENT.as("t");

    private Rows() {}

    static Asked asked(Row row) {
        return new Asked(
                row.number(),
                id(row.text()),
                tenant(row.text()),
                new SessionId(row.text()),
                new InteractionType(row.text()),
                row.instant(),
                row.textOrNull(),
                family(row.textOrNull()),
                row.truth(),
                row.instant(),
                row.durationOrNull());
    }

    static InteractionId id(String text) {
        return new InteractionId(UUID.fromString(text));
    }

    static Kept kept(Row row) {
        return new Kept(asked(row), (int) row.number(), row.instantOrNull(), null);
    }

    static Kept.End end(Row row) {
        return Objects.requireNonNull(endOrNull(row));
    }

    /** The same where it may not have ended. */
    static Kept.@Nullable End endOrNull(Row row) {
        Long number = row.numberOrNull();
        Instant at = row.instantOrNull();
        String by = row.textOrNull();
        String key = row.textOrNull();
        String fingerprint = row.textOrNull();
        return number == null || at == null
                ? null
                : new Kept.End(
                        number, at, by, key == null || fingerprint == null ? null : new Idempotency(key, fingerprint));
    }

    static Interaction interaction(Row row) {
        return interaction(asked(row), row);
    }

    /** Where {@code asked} was read from the row already. */
    static Interaction interaction(Asked asked, Row row) {
        Interaction pending = pending(asked, row);
        Settlement settlement = settlement(row, pending.ask());
        return settlement == null ? pending : pending.settledAs(settlement);
    }

    static Interaction pending(Asked asked, Row row) {
        Identity requestedBy = identity(asked.requestedBy(), row.textOrNull(), row.textOrNull());
        var ask = new Ask(asked.type(), asked.session(), Duration.between(asked.requestedAt(), asked.expiresAt()))
                .withTitle(row.textOrNull())
                .withOnExpiry(onExpiry(row.textOrNull(), row.payloadOrNull()))
                .withMetadata(new Json(row.payload()))
                .withResponseSchema(json(row.payloadOrNull()))
                .withData(new Json(row.payload()))
                .withLease(asked.lease())
                .withSeparation(asked.separate() ? Separation.YES : Separation.NO);
        return new Interaction(asked.id(), asked.tenant(), ask, asked.requestedAt(), requestedBy, asked.family(), null);
    }

    /** How what was asked ended; a default that nobody prevented stands with what was asked. */
    static @Nullable Settlement settlement(Row row, Ask ask) {
        String status = row.textOrNull();
        if (status == null) {
            return null;
        }
        Instant at = row.instant();
        Origin origin = Origin.parse(row.text()).orElseThrow();
        Identity by = identity(row.textOrNull(), row.textOrNull(), row.textOrNull());
        String reason = row.textOrNull();
        Json response = json(row.payloadOrNull());
        OnExpiry onExpiry = origin == Origin.TIMEOUT ? ask.onExpiry() : null;
        Outcome outcome = onExpiry != null
                ? onExpiry.outcome()
                : switch (Status.parse(status).orElseThrow()) {
                    case RESOLVED -> new Outcome.Resolved(response == null ? Json.NULL : response, reason);
                    case REJECTED -> new Outcome.Rejected(reason);
                    case CANCELLED -> new Outcome.Cancelled(reason);
                    case EXPIRED -> new Outcome.Expired();
                    case PENDING -> throw new IllegalStateException("a settlement is not pending");
                };
        return new Settlement(at, origin, by, outcome);
    }

    static @Nullable String kind(@Nullable OnExpiry onExpiry) {
        return switch (onExpiry) {
            case null -> null;
            case OnExpiry.Resolve _ -> "resolve";
            case OnExpiry.Reject _ -> "reject";
        };
    }

    static @Nullable String value(@Nullable OnExpiry onExpiry) {
        return switch (onExpiry) {
            case null -> null;
            case OnExpiry.Resolve resolve -> resolve.response().text();
            case OnExpiry.Reject reject -> reject.reason();
        };
    }

    static @Nullable String kind(@Nullable Identity identity) {
        return identity == null ? null : identity.kind().toString();
    }

    private static Tenant tenant(String name) {
        return name.equals(Tenant.DEFAULT.name()) ? Tenant.DEFAULT : new Tenant(name);
    }

    private static @Nullable Family family(@Nullable String id) {
        return id == null ? null : new Family(id);
    }

    static @Nullable Identity identity(@Nullable String id, @Nullable String kind, @Nullable String name) {
        return id == null || kind == null
                ? null
                : new Identity(id, Identity.Kind.parse(kind).orElseThrow(), name);
    }

    private static @Nullable OnExpiry onExpiry(@Nullable String kind, @Nullable String value) {
        return kind == null || value == null
                ? null
                : kind.equals("resolve") ? new OnExpiry.Resolve(new Json(value)) : new OnExpiry.Reject(value);
    }

    private static @Nullable Json json(@Nullable String text) {
        return text == null ? null : new Json(text);
    }
}
