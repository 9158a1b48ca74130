package dev.holdpoint.store.sqlite;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.store.Kept;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The writer's transaction in progress: changes interactions, with each change the log, and at the end the tallies. Used
 * by the writer's thread only.
 */
final class Transaction {

    private final Sql sql;
    private final InstantSource clock;
    private final LongSupplier numbers;
    private final List<InteractionEvent> events = new ArrayList<>();

    /**
     * @param numbers gives each event its number, above all that were ever given out
     */
    Transaction(Sql sql, InstantSource clock, LongSupplier numbers) {
        this.sql = sql;
        this.clock = clock;
        this.numbers = numbers;
    }

    Sql sql() {
        return sql;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    List<InteractionEvent> events() {
        return events;
    }

    long nextNumber() {
        return numbers.getAsLong();
    }

    /** Forgets events beyond the first {@code count}; their numbers stay used. */
    void keepEvents(int count) {
        events.subList(count, events.size()).clear();
    }

    /** Counts the events; to be called once, before the commit. */
    void tally() throws SQLException {
        var times = new LinkedHashMap<Counted, Long>();
        for (InteractionEvent event : events) {
            Interaction interaction = event.interaction();
            times.merge(new Counted(interaction.ask().type().value(), interaction.status()), 1L, Long::sum);
        }
        for (var each : times.entrySet()) {
            count(each.getKey(), each.getValue());
        }
    }

    Optional<Kept> find(InteractionId id) throws SQLException {
        return sql.first("SELECT " + Rows.COLUMNS + " FROM interaction i WHERE i.id = ?", Rows::kept, id.toString());
    }

    Optional<Kept> findKey(String key) throws SQLException {
        return sql.first("SELECT " + Rows.COLUMNS + " FROM interaction i WHERE i.ask_key = ?", Rows::kept, key);
    }

    void insert(Kept kept) throws SQLException {
        Interaction interaction = kept.interaction();
        Ask ask = interaction.ask();
        Idempotency key = kept.askedWith();
        sql.update(
                """
                INSERT INTO interaction (sequence, id, type, session_id, status, requested_at, expires_at, due_at, lease,
                  lease_until, ask_key, ask_fingerprint, title, on_expiry, on_expiry_value, metadata, response_schema, data)
                VALUES (?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                kept.sequence(),
                interaction.id().toString(),
                ask.type().value(),
                ask.session().value(),
                interaction.requestedAt(),
                interaction.expiresAt(),
                kept.due(),
                ask.lease(),
                kept.leaseUntil(),
                key == null ? null : key.key(),
                key == null ? null : key.fingerprint(),
                ask.title(),
                Rows.kind(ask.onExpiry()),
                Rows.value(ask.onExpiry()),
                ask.metadata().text(),
                ask.responseSchema() == null ? null : ask.responseSchema().text(),
                ask.data().text());
        record(kept.sequence(), kept.sequence(), interaction);
    }

    /** The one statement that names a winner; to be called for an interaction that was read as pending. */
    Interaction settle(Kept kept, Settlement settlement, @Nullable Idempotency winner) throws SQLException {
        long number = nextNumber();
        Kept settled = kept.settled(settlement, number, winner);
        int changed = sql.update(
                """
                UPDATE interaction SET status = ?, decided_at = ?, settled_number = ?, origin = ?, reason = ?, response = ?,
                  settle_key = ?, settle_fingerprint = ?
                WHERE sequence = ? AND status = 'pending'""",
                settlement.status().toString(),
                settlement.decidedAt(),
                number,
                settlement.origin().toString(),
                settlement.reason(),
                settlement instanceof Settlement.Resolved resolved
                        ? resolved.response().text()
                        : null,
                winner == null ? null : winner.key(),
                winner == null ? null : winner.fingerprint(),
                kept.sequence());
        if (changed != 1) {
            throw new IllegalStateException(
                    "interaction " + kept.interaction().id() + " was read as pending but is not");
        }
        record(number, kept.sequence(), settled.interaction());
        return settled.interaction();
    }

    Interaction settleAsDue(Kept kept) throws SQLException {
        return settle(kept, kept.dueSettlement(now()), null);
    }

    void hold(Kept held) throws SQLException {
        sql.update(
                "UPDATE interaction SET lease_until = ?, due_at = ? WHERE sequence = ? AND status = 'pending'",
                held.leaseUntil(),
                held.due(),
                held.sequence());
    }

    private void record(long number, long sequence, Interaction interaction) throws SQLException {
        var settlement = interaction.settlement();
        sql.update(
                "INSERT INTO event (number, sequence, settled, at) VALUES (?, ?, ?, ?)",
                number,
                sequence,
                settlement == null ? 0 : 1,
                settlement == null ? interaction.requestedAt() : settlement.decidedAt());
        events.add(new InteractionEvent(number, interaction));
    }

    private void count(Counted counted, long times) throws SQLException {
        String column = counted.status == Status.PENDING ? "requested" : counted.status.toString();
        String increment = "UPDATE tally SET " + column + " = " + column + " + ? WHERE type = ?";
        if (sql.update(increment, times, counted.type) > 0) {
            return;
        }
        boolean isFull =
                sql.number("SELECT count(*) FROM tally WHERE type <> ?", Statistics.OTHER) >= Statistics.MAX_TYPES;
        String name = isFull ? Statistics.OTHER : counted.type;
        sql.update("INSERT INTO tally (type) VALUES (?) ON CONFLICT DO NOTHING", name);
        sql.update(increment, times, name);
    }

    private record Counted(String type, Status status) {}
}
