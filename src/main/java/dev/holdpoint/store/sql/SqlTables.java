package dev.holdpoint.store.sql;

import dev.holdpoint.broker.Hold;
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
    private final Foreseen foreseen = new Foreseen();
    private final KeptRows rows;
    private final HoldRows holds;
    private final PayloadRows payloads;
    private final List<InteractionEvent> events = new ArrayList<>();
    private boolean lacksRoom;

    SqlTables(
            Sql sql, InstantSource clock, LongSupplier numbers, Recent recent, Dialect dialect, Unreadable unreadable) {
        this.sql = sql;
        this.clock = clock;
        this.numbers = numbers;
        this.recent = recent;
        this.dialect = dialect;
        this.holds = new HoldRows(sql);
        this.payloads = new PayloadRows(sql, dialect.keepsByMonth());
        this.rows = new KeptRows(sql, recent, foreseen, unreadable, dialect.keepsByMonth());
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

    /** Looks up together what operations are going to look up, where that is worth while. */
    void foresee(List<Operation<?>> batch) {
        if (sql.isFar()) {
            foreseen.look(sql, batch.stream().map(Operation::foresight).toList());
            rows.read(foreseen.found());
        }
    }

    /** Something was changed otherwise than by what stands here: nothing that was foreseen is sure any more. */
    void changedOtherwise() {
        foreseen.forget();
    }

    /** Forgets events beyond the first {@code count}; their numbers stay used. */
    void keepEvents(int count) {
        events.subList(count, events.size()).clear();
        recent.clear();
        foreseen.forget();
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
        sql.make(
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
        payloads.insert(asked, interaction);
        sql.make(
                INSERT_REQUESTED,
                asked.sequence(),
                asked.sequence(),
                LogQueries.text(Kind.REQUESTED),
                asked.requestedAt());
        recent.put(asked.sequence(), interaction, kept.size());
        foreseen.onMade(kept, with);
        events.add(new InteractionEvent(asked.sequence(), Kind.REQUESTED, asked.requestedAt(), interaction));
    }

    @Override
    public Interaction settle(Kept kept, Interaction pending, Settlement settlement, @Nullable Idempotency winner) {
        long number = nextNumber();
        Identity by = settlement.by();
        sql.change(
                kept.sequence(),
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
        boolean isDefault = settlement.origin() == Origin.TIMEOUT; // stands with what was asked
        Payload response = Payload.of(isDefault ? null : settlement.response());
        sql.make(
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
                payloads.isApart(response) ? null : response,
                winner == null ? null : winner.key(),
                winner == null ? null : winner.fingerprint());
        payloads.insert(number, settlement.at(), response);
        if (kept.leaseUntil() != null) {
            holds.end(kept);
        }
        recent.remove(kept.sequence());
        foreseen.onSettled(kept.ended(number, settlement, winner));
        Interaction settled = pending.settledAs(settlement);
        events.add(new InteractionEvent(number, Kind.SETTLED, settlement.at(), settled));
        return settled;
    }

    @Override
    public Instant hold(Kept kept, Hold hold) {
        return holds.hold(kept, hold, now());
    }

    @Override
    public void lease(Kept kept) {
        holds.lease(kept);
        foreseen.onChanged(kept);
    }

    /** How many are pending; one that this transaction settled still counts. */
    private long countPending() {
        return events.size()
                + sql.number("SELECT sum(requested - resolved - rejected - expired - cancelled) FROM tally");
    }
}
