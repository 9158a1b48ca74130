package dev.holdpoint.store.sqlite;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.store.Kept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes interactions of rows. Columns are read by their place in {@link #COLUMNS}, for names are looked up slowly. */
final class Rows {

    static final String COLUMNS = """
            i.sequence, i.id, i.type, i.session_id, i.status, i.requested_at, i.expires_at, i.lease, i.lease_until, \
            i.decided_at, i.settled_number, i.origin, i.reason, i.ask_key, i.ask_fingerprint, i.settle_key, \
            i.settle_fingerprint, i.title, i.on_expiry, i.on_expiry_value, i.response, i.metadata, i.response_schema, \
            i.data""";

    static final int COUNT = 24;

    private Rows() {}

    static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getLong(1),
                interaction(row),
                instant(row, 9),
                row.getLong(11),
                idempotency(row, 14),
                idempotency(row, 16));
    }

    static Interaction interaction(ResultSet row) throws SQLException {
        Instant requestedAt = Instant.ofEpochMilli(row.getLong(6));
        Instant expiresAt = Instant.ofEpochMilli(row.getLong(7));
        var ask = new Ask(
                new InteractionType(text(row, 3)),
                new SessionId(text(row, 4)),
                row.getString(18),
                new Json(text(row, 24)),
                new Json(text(row, 22)),
                json(row, 23),
                Duration.between(requestedAt, expiresAt),
                onExpiry(row),
                duration(row, 8));
        return new Interaction(new InteractionId(UUID.fromString(text(row, 2))), ask, requestedAt, settlement(row));
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

    private static @Nullable OnExpiry onExpiry(ResultSet row) throws SQLException {
        return switch (row.getString(19)) {
            case null -> null;
            case "resolve" -> new OnExpiry.Resolve(new Json(text(row, 20)));
            default -> new OnExpiry.Reject(text(row, 20));
        };
    }

    private static @Nullable Settlement settlement(ResultSet row) throws SQLException {
        Status status = Status.parse(text(row, 5)).orElseThrow();
        if (status == Status.PENDING) {
            return null;
        }
        Instant decidedAt = Instant.ofEpochMilli(row.getLong(10));
        Origin origin = Origin.parse(text(row, 12)).orElseThrow();
        String reason = row.getString(13);
        return switch (status) {
            case RESOLVED -> new Settlement.Resolved(decidedAt, origin, new Json(text(row, 21)), reason);
            case REJECTED -> new Settlement.Rejected(decidedAt, origin, reason);
            case CANCELLED -> new Settlement.Cancelled(decidedAt, origin, reason);
            case EXPIRED, PENDING -> new Settlement.Expired(decidedAt);
        };
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(row.getString(column));
    }

    private static @Nullable Json json(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : new Json(text);
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Duration duration(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Duration.ofMillis(millis);
    }

    private static @Nullable Idempotency idempotency(ResultSet row, int column) throws SQLException {
        String key = row.getString(column);
        return key == null ? null : new Idempotency(key, text(row, column + 1));
    }
}
