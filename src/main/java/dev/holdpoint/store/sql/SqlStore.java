package dev.holdpoint.store.sql;

import dev.holdpoint.access.Credential;
import dev.holdpoint.access.Invitation;
import dev.holdpoint.access.Made;
import dev.holdpoint.access.NewCredential;
import dev.holdpoint.access.NewSession;
import dev.holdpoint.broker.CheckedAttempt;
import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.EventPage;
import dev.holdpoint.broker.Hold;
import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.broker.NewsListener;
import dev.holdpoint.broker.Requirement;
import dev.holdpoint.broker.Retention;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.Sweep;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.store.Credentials;
import dev.holdpoint.store.PendingCount;
import dev.holdpoint.store.Procedures;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.StoreSize;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Keeps interactions in a database: one writer, readers beside it. Thread-safe. */
public final class SqlStore implements StoreEngine {

    /** Whoever missed no more events than this reads them with what is quick. */
    private static final int FEW = 500;

    private final Dialect dialect;
    private final Writer writer;
    private final InstantSource clock;
    private final Unreadable unreadable;

    /** For what is quick, so that it never waits for what is not. */
    private final Readers quick;

    private final Readers readers;
    private final Optional<Following> following;
    private final Optional<Timekeeper> timekeeper;
    private final Runnable onClosed;

    private SqlStore(
            Dialect dialect,
            Writer writer,
            InstantSource clock,
            Unreadable unreadable,
            int readers,
            Runnable onClosed) {
        this.dialect = dialect;
        this.writer = writer;
        this.clock = clock;
        this.unreadable = unreadable;
        this.quick = new Readers(dialect, "quick-reader", Math.max(1, readers / 2));
        this.readers = new Readers(dialect, "reader", Math.max(1, readers - readers / 2));
        this.following = dialect.others().map(others -> new Following(others, writer));
        this.timekeeper = dialect.patience()
                .map(patience -> new Timekeeper(() -> {
                    writer.grow(Timekeeper.ticks(patience.write()));
                    quick.grow(Timekeeper.ticks(patience.quick()));
                    this.readers.grow(Timekeeper.ticks(patience.turn()));
                }));
        this.onClosed = onClosed;
    }

    /**
     * Begins to write and to read.
     *
     * @param sql a connection to a database that is up to date, for the writer from now on
     * @param readers how many connections read at once; half of them what is quick, one at least
     * @param onClosed runs once nothing is open any more
     */
    public static SqlStore start(
            Dialect dialect,
            Sql sql,
            WriterSettings settings,
            int readers,
            InstantSource clock,
            StoreObserver observer,
            Runnable onClosed) {
        var unreadable = new Unreadable(observer);
        var writer = new Writer(settings, dialect, sql, clock, observer, unreadable);
        var store = new SqlStore(dialect, writer, clock, unreadable, readers, onClosed);
        writer.start();
        store.following.ifPresent(Following::start);
        return store;
    }

    /** For tests. */
    Dialect dialect() {
        return dialect;
    }

    @Override
    public int queued() {
        return writer.queued();
    }

    @Override
    public void subscribe(NewsListener listener) {
        writer.news().subscribe(listener);
    }

    @Override
    public Uni<CreateResult> create(Caller caller, NewInteraction asked) {
        return writer.submit(
                asked.ask().size(), Foresight.of(caller, asked), tables -> Procedures.create(tables, caller, asked));
    }

    @Override
    public Uni<SettleResult> settle(Caller caller, CheckedAttempt attempt) {
        return writer.submit(
                attempt.attempt().size(),
                Foresight.of(attempt.attempt().id()),
                tables -> Procedures.settle(tables, caller, attempt));
    }

    @Override
    public Uni<Optional<Held>> hold(InteractionId id, Supplier<Hold> hold) {
        return writer.submitOwn(Foresight.of(id), tables -> Procedures.hold(tables, id, hold));
    }

    @Override
    public void onHoldsLost(Runnable lost) {
        dialect.others().ifPresent(others -> others.onTakenForDead(lost));
    }

    @Override
    public Uni<Integer> cancelSession(Caller caller, SessionId session, String reason) {
        return writer.submit(0, tables -> Procedures.cancelSession(tables, caller, session, reason));
    }

    @Override
    public Uni<Sweep> expire(int limit) {
        return writer.submitOwn(tables -> Procedures.expire(tables, limit));
    }

    @Override
    public Uni<Integer> purge(Retention retention, int limit) {
        return writer.submitOwn(tables -> Purging.purge(tables, dialect, retention, limit));
    }

    @Override
    public Uni<Optional<Interaction>> find(Scope scope, InteractionId id) {
        return quick.readOne(sql -> Queries.find(sql, scope, id));
    }

    @Override
    public Uni<Optional<Idempotency>> findKey(Caller caller, String key) {
        return quick.readOne(sql -> Queries.findKey(sql, caller, key));
    }

    @Override
    public Uni<Optional<Requirement>> requirement(InteractionId id) {
        return quick.readOne(sql -> Queries.requirement(sql, id));
    }

    @Override
    public Uni<Page> list(Scope scope, ListQuery query) {
        return readers.inTurns(() -> new Listing(scope, query, unreadable));
    }

    @Override
    public Uni<Snapshot> snapshot(Scope scope, Filter filter) {
        return readers.read(sql -> Queries.snapshot(sql, scope, filter, unreadable));
    }

    @Override
    public Uni<EventPage> after(long number, Scope scope, Filter filter, int limit, int maxSize) {
        Readers some = writer.news().known() - number <= FEW ? quick : readers;
        return some.read(sql -> LogQueries.after(sql, number, scope, filter, limit, maxSize, unreadable));
    }

    @Override
    public Uni<Statistics> statistics(Scope scope) {
        return readers.read(sql -> Counting.statistics(sql, scope));
    }

    @Override
    public Uni<Timeline> timeline(Scope scope, Timeline.Span span) {
        return readers.inTurns(() -> new TimelineRows(scope, span));
    }

    @Override
    public Uni<Made> make(NewCredential made) {
        return writer.submit(
                0, Foresight.NONE, tables -> Credentials.make(new CredentialRows(tables.sql()), made, tables.now()));
    }

    @Override
    public Uni<Set<String>> revoke(Tenant tenant, String id) {
        return writer.submit(
                0, Foresight.NONE, tables -> Credentials.revoke(new CredentialRows(tables.sql()), tenant, id));
    }

    @Override
    public Uni<Void> use(Map<String, Instant> moments) {
        return writer.submit(0, tables -> {
                    new CredentialRows(tables.sql()).use(moments);
                    return true;
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> invite(Invitation invitation) {
        return writer.submit(0, tables -> {
                    new CredentialRows(tables.sql()).insert(invitation);
                    return true;
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Credential>> redeem(String hash, NewSession session) {
        return writer.submit(
                0,
                Foresight.NONE,
                tables -> Credentials.redeem(new CredentialRows(tables.sql()), hash, session, tables.now()));
    }

    @Override
    public Uni<Optional<Credential>> find(String hash) {
        return quick.readOne(sql -> new CredentialRows(sql).findByHash(hash));
    }

    @Override
    public Uni<List<Credential>> living(Set<String> ids) {
        return quick.read(sql -> new CredentialRows(sql).living(ids, clock.instant()));
    }

    @Override
    public Uni<List<Credential>> list(Tenant tenant) {
        return quick.readOne(sql -> new CredentialRows(sql).tokens(tenant, clock.instant()));
    }

    @Override
    public Uni<Boolean> isAnybodyKnown() {
        return quick.readOne(sql -> !new CredentialRows(sql).isEmpty());
    }

    @Override
    public boolean isAvailable() {
        return writer.isAvailable();
    }

    @Override
    public Uni<PendingCount> countPending() {
        return quick.read(Counting::pending);
    }

    @Override
    public Uni<StoreSize> size() {
        return quick.readOne(dialect::size);
    }

    @Override
    public boolean isAlive() {
        return writer.isAlive();
    }

    @Override
    public void close() {
        quick.close();
        readers.close();
        following.ifPresent(Following::close);
        writer.close();
        timekeeper.ifPresent(Timekeeper::close);
        onClosed.run();
    }
}
