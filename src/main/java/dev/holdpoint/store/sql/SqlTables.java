package dev.holdpoint.store.sql;

import dev.holdpoint.broker.Hold;
import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionEvent.Kind;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.store.Asked;
import dev.holdpoint.store.Kept;
import dev.holdpoint.store.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The tables as a transaction of the writer's sees and changes them, and the events of it. For the writer's thread only. */
final class SqlTables implements Tables {

    private static final String KEPT = "SELECT " + Rows.KEPT.as("s") + " FROM state s WHERE ";
    private static final String IN_SESSION = "s.status = 'pending' AND s.session_id = ? AND s.tenant = ?";
    private static final String INSERT_STATE =
            Rows.KEPT.and(Columns.of("state", "status", "due_at")).insert();
    private static final String INSERT_PAYLOAD =
            Columns.of("payload", "sequence").and(Rows.PAYLOAD).insert();
    private static final String INSERT_SETTLEMENT =
            Columns.of("settlement", "number").and(Rows.SETTLEMENT).insert();

    private final Sql sql;
    private final InstantSource clock;
    private final LongSupplier numbers;
    private final List<InteractionEvent> events = new ArrayList<>();

    SqlTables(Sql sql, InstantSource clock, LongSupplier numbers) {
        this.sql = sql;
        this.clock = clock;
        this.numbers = numbers;
    }

    Sql sql() {
        return sql;
    }

    /** What this transaction makes happen, in order. */
    List<InteractionEvent> events() {
        return events;
    }

    /** Forgets events beyond the first {@code count}; their numbers stay used. */
    void keepEvents(int count) {
        events.subList(count, events.size()).clear();
    }

    @Override
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public long nextNumber() {
        return numbers.getAsLong();
    }

    @Override
    public Optional<Kept> find(InteractionId id) {
        return sql.first(KEPT + "s.id = ?", Rows::kept, id.toString());
    }

    @Override
    public Optional<Kept> findKey(Caller caller, String key) {
        return sql.first(KEPT + Queries.OF_KEY, Rows::kept, Queries.ofKey(caller, key));
    }

    @Override
    public long countPending(Tenant tenant, SessionId session) {
        return sql.number("SELECT count(*) FROM state s WHERE " + IN_SESSION, session.value(), tenant.name());
    }

    @Override
    public List<Kept> pending(Tenant tenant, SessionId session) {
        return sql.all(KEPT + IN_SESSION + " ORDER BY s.sequence", Rows::kept, session.value(), tenant.name());
    }

    @Override
    public List<Kept> due(Instant moment, int limit) {
        return sql.all(
                KEPT + "s.status = 'pending' AND s.due_at <= ? ORDER BY s.due_at, s.sequence LIMIT ?",
                Rows::kept,
                moment,
                limit);
    }

    @Override
    public List<Kept> due(Instant moment, Tenant tenant, SessionId session) {
        return sql.all(
                KEPT + IN_SESSION + " AND s.due_at <= ? ORDER BY s.due_at, s.sequence",
                Rows::kept,
                session.value(),
                tenant.name(),
                moment);
    }

    @Override
    public Optional<Instant> nextDue() {
        return sql.first("SELECT due_at FROM state WHERE status = 'pending' ORDER BY due_at LIMIT 1", Row::instant);
    }

    @Override
    public Interaction whole(Kept kept) {
        Interaction pending = sql.first(
                        "SELECT " + Rows.PAYLOAD.as("p") + " FROM payload p WHERE p.sequence = ?",
                        row -> Rows.pending(kept.asked(), row),
                        kept.sequence())
                .orElseThrow();
        if (kept.end() == null) {
            return pending;
        }
        return sql.first(
                        "SELECT " + Rows.SETTLEMENT.as("t") + " FROM settlement t WHERE t.number = ?",
                        row -> pending.settledAs(Objects.requireNonNull(Rows.settlement(row))),
                        kept.end().number())
                .orElseThrow();
    }

    @Override
    public void insert(Kept kept, Interaction interaction) {
        Asked asked = kept.asked();
        Idempotency with = kept.askedWith();
        sql.update(
                INSERT_STATE,
                asked.sequence(),
                asked.id().toString(),
                asked.tenant().name(),
                asked.session().value(),
                asked.type().value(),
                asked.requestedAt(),
                asked.requestedBy(),
                asked.separate(),
                asked.expiresAt(),
                asked.lease(),
                kept.size(),
                kept.leaseUntil(),
                with == null ? null : with.key(),
                with == null ? null : with.fingerprint(),
                null,
                null,
                null,
                null,
                null,
                "pending",
                kept.due());
        insertPayload(asked.sequence(), interaction);
        record(new InteractionEvent(asked.sequence(), Kind.REQUESTED, asked.requestedAt(), interaction), asked);
    }

    @Override
    public Interaction settle(Kept kept, Interaction pending, Settlement settlement, @Nullable Idempotency winner) {
        long number = nextNumber();
        int changed = sql.update(
                """
                UPDATE state SET status = ?, origin = ?, settled_number = ?, decided_at = ?, decided_by = ?, settle_key = ?,
                  settle_fingerprint = ?
                WHERE sequence = ? AND status = 'pending'""",
                settlement.status().toString(),
                settlement.origin().toString(),
                number,
                settlement.at(),
                settlement.by() == null ? null : settlement.by().id(),
                winner == null ? null : winner.key(),
                winner == null ? null : winner.fingerprint(),
                kept.sequence());
        if (changed != 1) {
            throw new IllegalStateException("interaction " + pending.id() + " was read as pending but is not");
        }
        insertSettlement(number, settlement);
        if (kept.leaseUntil() != null) {
            sql.update("DELETE FROM hold WHERE sequence = ?", kept.sequence());
        }
        Interaction settled = pending.settledAs(settlement);
        record(new InteractionEvent(number, Kind.SETTLED, settlement.at(), settled), kept.asked());
        return settled;
    }

    @Override
    public Instant hold(Kept kept, Hold hold) {
        sql.update("DELETE FROM hold WHERE sequence = ? AND holder = ?", kept.sequence(), hold.holder());
        if (!hold.lasts().isZero()) {
            sql.update(
                    "INSERT INTO hold (sequence, holder, ends_at) VALUES (?, ?, ?)",
                    kept.sequence(),
                    hold.holder(),
                    now().plus(hold.lasts()));
        }
        return sql.first(
                        "SELECT ends_at FROM hold WHERE sequence = ? ORDER BY ends_at DESC LIMIT 1",
                        Row::instant,
                        kept.sequence())
                .orElseGet(this::now);
    }

    @Override
    public void lease(Kept kept) {
        sql.update(
                "UPDATE state SET lease_until = ?, due_at = ? WHERE sequence = ? AND status = 'pending'",
                kept.leaseUntil(),
                kept.due(),
                kept.sequence());
    }

    private void insertPayload(long sequence, Interaction interaction) {
        Ask ask = interaction.ask();
        Identity requestedBy = interaction.requestedBy();
        sql.update(
                INSERT_PAYLOAD,
                sequence,
                Rows.kind(requestedBy),
                requestedBy == null ? null : requestedBy.name(),
                ask.title(),
                Rows.kind(ask.onExpiry()),
                Rows.value(ask.onExpiry()),
                ask.metadata().text(),
                ask.responseSchema() == null ? null : ask.responseSchema().text(),
                ask.data().text());
    }

    private void insertSettlement(long number, Settlement settlement) {
        Identity by = settlement.by();
        Json response = settlement.response();
        sql.update(
                INSERT_SETTLEMENT,
                number,
                settlement.status().toString(),
                settlement.at(),
                settlement.origin().toString(),
                by == null ? null : by.id(),
                Rows.kind(by),
                by == null ? null : by.name(),
                settlement.reason(),
                response == null ? null : response.text());
    }

    private void record(InteractionEvent event, Asked asked) {
        sql.update(
                "INSERT INTO event (number, sequence, kind, at) VALUES (?, ?, ?, ?)",
                event.number(),
                asked.sequence(),
                LogQueries.text(event.kind()),
                event.at());
        events.add(event);
    }
}
