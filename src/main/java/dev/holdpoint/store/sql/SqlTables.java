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
    private static final String FOUND = "SELECT " + Rows.KEPT.as("s") + ", s.settled_number FROM state s WHERE ";
    private static final String END = "SELECT " + Rows.END.as("e") + " FROM event e WHERE e.number = ?";
    private static final String IN_SESSION = "s.status = 'pending' AND s.session_id = ? AND s.tenant = ?";
    private static final String INSERT_STATE = Rows.KEPT
            .and(Columns.of("state", "ask_key", "ask_fingerprint", "status", "due_at"))
            .insert();
    private static final String INSERT_PAYLOAD =
            Columns.of("payload", "sequence").and(Rows.PAYLOAD).insert();
    private static final Columns EVENT = Columns.of("event", "number", "sequence", "kind");
    private static final String INSERT_REQUESTED =
            EVENT.and(Columns.of("event", "at")).insert();
    private static final String INSERT_SETTLED = EVENT.and(Rows.SETTLEMENT)
            .and(Columns.of("event", "settle_key", "settle_fingerprint"))
            .insert();

    private final Sql sql;
    private final InstantSource clock;
    private final LongSupplier numbers;
    private final Recent recent;
    private final List<InteractionEvent> events = new ArrayList<>();

    SqlTables(Sql sql, InstantSource clock, LongSupplier numbers, Recent recent) {
        this.sql = sql;
        this.clock = clock;
        this.numbers = numbers;
        this.recent = recent;
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
        return find("s.id = ?", id.toString());
    }

    @Override
    public Optional<Keyed> findKey(Caller caller, String key) {
        return Queries.findKey(sql, caller, key)
                .flatMap(
                        with -> find(Queries.OF_KEY, Queries.ofKey(caller, key)).map(kept -> new Keyed(kept, with)));
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
        Interaction asked = recent.get(kept.sequence());
        Interaction pending = asked == null ? payload(kept) : asked;
        if (kept.end() == null) {
            return pending;
        }
        return sql.first(
                        "SELECT " + Rows.SETTLEMENT.as("e") + " FROM event e WHERE e.number = ?",
                        row -> pending.settledAs(Objects.requireNonNull(Rows.settlement(row))),
                        kept.end().number())
                .orElseThrow();
    }

    @Override
    public void insert(Kept kept, Interaction interaction, @Nullable Idempotency with) {
        Asked asked = kept.asked();
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
                "pending",
                kept.due());
        insertPayload(asked.sequence(), interaction);
        sql.update(
                INSERT_REQUESTED,
                asked.sequence(),
                asked.sequence(),
                LogQueries.text(Kind.REQUESTED),
                asked.requestedAt());
        recent.put(asked.sequence(), interaction, kept.size());
        events.add(new InteractionEvent(asked.sequence(), Kind.REQUESTED, asked.requestedAt(), interaction));
    }

    @Override
    public Interaction settle(Kept kept, Interaction pending, Settlement settlement, @Nullable Idempotency winner) {
        long number = nextNumber();
        Identity by = settlement.by();
        int changed = sql.update(
                """
                UPDATE state SET status = ?, origin = ?, settled_number = ?, decided_at = ?, decided_by = ?
                WHERE sequence = ? AND status = 'pending'""",
                settlement.status().toString(),
                settlement.origin().toString(),
                number,
                settlement.at(),
                by == null ? null : by.id(),
                kept.sequence());
        if (changed != 1) {
            throw new IllegalStateException("interaction " + pending.id() + " was read as pending but is not");
        }
        Json response = settlement.response();
        sql.update(
                INSERT_SETTLED,
                number,
                kept.sequence(),
                LogQueries.text(Kind.SETTLED),
                settlement.status().toString(),
                settlement.at(),
                settlement.origin().toString(),
                by == null ? null : by.id(),
                Rows.kind(by),
                by == null ? null : by.name(),
                settlement.reason(),
                response == null ? null : response.text(),
                winner == null ? null : winner.key(),
                winner == null ? null : winner.fingerprint());
        if (kept.leaseUntil() != null) {
            sql.update("DELETE FROM hold WHERE sequence = ?", kept.sequence());
        }
        recent.remove(kept.sequence());
        Interaction settled = pending.settledAs(settlement);
        events.add(new InteractionEvent(number, Kind.SETTLED, settlement.at(), settled));
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

    /** An interaction, and where it is settled, how it ended. */
    private Optional<Kept> find(String condition, Object... parameters) {
        var settled = new @Nullable Long[1];
        return sql.first(
                        FOUND + condition,
                        row -> {
                            Kept kept = Rows.kept(row);
                            settled[0] = row.numberOrNull();
                            return kept;
                        },
                        parameters)
                .map(kept -> settled[0] == null
                        ? kept
                        : kept.with(sql.first(END, Rows::end, settled[0]).orElseThrow()));
    }

    private Interaction payload(Kept kept) {
        return sql.first(
                        "SELECT " + Rows.PAYLOAD.as("p") + " FROM payload p WHERE p.sequence = ?",
                        row -> Rows.pending(kept.asked(), row),
                        kept.sequence())
                .orElseThrow();
    }
}
