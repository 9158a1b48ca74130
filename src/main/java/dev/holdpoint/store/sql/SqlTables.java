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
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.OutcomeName;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.store.Asked;
import dev.holdpoint.store.Kept;
import dev.holdpoint.store.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The tables as a transaction of the writer's sees and changes them, and the events of it. For the writer's thread only. */
final class SqlTables implements Tables {

    private static final String INSERT_STATE = Rows.KEPT
            .and(Columns.of("state", "ask_key", "ask_fingerprint", "status", "due_at"))
            .insert();
    private static final long LARGEST_ASK = Sizes.DATA + Sizes.METADATA + Sizes.SCHEMA + Sizes.RESPONSE;
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
    private final Dialect dialect;
    private final KeptRows rows;
    private final List<InteractionEvent> events = new ArrayList<>();
    private boolean lacksRoom;

    SqlTables(
            Sql sql, InstantSource clock, LongSupplier numbers, Recent recent, Dialect dialect, Unreadable unreadable) {
        this.sql = sql;
        this.clock = clock;
        this.numbers = numbers;
        this.recent = recent;
        this.dialect = dialect;
        this.rows = new KeptRows(sql, recent, unreadable, dialect.keepsByMonth());
    }

    Sql sql() {
        return sql;
    }

    /** What this transaction makes happen, in order. */
    List<InteractionEvent> events() {
        return events;
    }

    /** Whether an ask was refused for want of room. */
    boolean lacksRoom() {
        return lacksRoom;
    }

    /** Whether there is room for the largest ask that there can be. */
    boolean hasRoomForAnyAsk() {
        return dialect.hasRoomForAsk(sql, LARGEST_ASK, this::countPending);
    }

    /** Forgets events beyond the first {@code count}; their numbers stay used. */
    void keepEvents(int count) {
        events.subList(count, events.size()).clear();
        recent.clear();
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
        return rows.find(id);
    }

    @Override
    public Optional<Keyed> findKey(Caller caller, String key) {
        return rows.findKey(caller, key);
    }

    @Override
    public long countPending(Tenant tenant, SessionId session) {
        return rows.countPending(tenant, session);
    }

    /** What this transaction does is not tallied yet. */
    @Override
    public long countPending(Tenant tenant) {
        long here = events.stream()
                .filter(event -> event.interaction().tenant().equals(tenant))
                .mapToLong(event -> event.kind() == Kind.REQUESTED ? 1 : -1)
                .sum();
        return here
                + sql.number(
                        "SELECT sum(requested - resolved - rejected - expired - cancelled) FROM tally WHERE tenant = ?",
                        tenant.name());
    }

    @Override
    public List<Kept> pending(Tenant tenant, SessionId session) {
        return rows.pending(tenant, session);
    }

    @Override
    public List<Kept> due(Instant moment, int limit) {
        return rows.due(moment, limit);
    }

    @Override
    public List<Kept> latestDue(Instant moment, int limit) {
        return rows.latestDue(moment, limit);
    }

    @Override
    public List<Kept> due(Instant moment, Tenant tenant, SessionId session) {
        return rows.due(moment, tenant, session);
    }

    @Override
    public Optional<Instant> nextDue() {
        return rows.nextDue();
    }

    @Override
    public Interaction whole(Kept kept) {
        return rows.whole(kept);
    }

    @Override
    public boolean hasRoomForAsk(long bytes) {
        boolean isRoom = dialect.hasRoomForAsk(sql, bytes, this::countPending);
        lacksRoom |= !isRoom;
        return isRoom;
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
                asked.family() == null ? null : asked.family().id(),
                asked.separate(),
                asked.expiresAt(),
                asked.lease(),
                kept.size(),
                kept.leaseUntil(),
                with == null ? null : with.key(),
                with == null ? null : with.fingerprint(),
                "pending",
                kept.due());
        insertPayload(asked, interaction);
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
                UPDATE state SET status = ?, outcome = ?, origin = ?, settled_number = ?, decided_at = ?, decided_by = ?
                WHERE sequence = ? AND status = 'pending'""",
                settlement.status().toString(),
                OutcomeName.of(pending.ask().type(), settlement).toString(),
                settlement.origin().toString(),
                number,
                settlement.at(),
                by == null ? null : by.id(),
                kept.sequence());
        if (changed != 1) {
            throw new IllegalStateException("interaction " + pending.id() + " was read as pending but is not");
        }
        boolean isDefault = settlement.origin() == Origin.TIMEOUT; // stands with what was asked
        Payload response = Payload.of(isDefault ? null : settlement.response());
        boolean isApart = dialect.keepsByMonth() && response != null && response.isLarge();
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
                isDefault ? null : settlement.reason(),
                isApart ? null : response,
                winner == null ? null : winner.key(),
                winner == null ? null : winner.fingerprint());
        if (isApart) {
            sql.update(Rows.INSERT_RESPONSE, number, settlement.at(), response);
        }
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

    /** How many are pending; one that this transaction settled still counts. */
    private long countPending() {
        return events.size()
                + sql.number("SELECT sum(requested - resolved - rejected - expired - cancelled) FROM tally");
    }

    private void insertPayload(Asked asked, Interaction interaction) {
        Ask ask = interaction.ask();
        Identity requestedBy = interaction.requestedBy();
        @Nullable Object[] values = {
            asked.sequence(),
            Rows.kind(requestedBy),
            requestedBy == null ? null : requestedBy.name(),
            ask.title(),
            Rows.kind(ask.onExpiry()),
            Payload.of(Rows.value(ask.onExpiry())),
            Payload.of(ask.metadata()),
            Payload.of(ask.responseSchema()),
            Payload.of(ask.data()),
            asked.requestedAt()
        };
        boolean isOfMonth = dialect.keepsByMonth();
        sql.update(
                isOfMonth ? Rows.INSERT_PAYLOAD_OF_MONTH : Rows.INSERT_PAYLOAD,
                isOfMonth ? values : Arrays.copyOf(values, values.length - 1));
    }
}
