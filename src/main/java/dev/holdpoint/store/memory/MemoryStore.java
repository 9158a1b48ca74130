package dev.holdpoint.store.memory;

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
import dev.holdpoint.broker.Serial;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.Sweep;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
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
import dev.holdpoint.store.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps interactions in memory: nothing survives the process. Every call is one critical section; what it made durable
 * is told afterwards, outside it, in order. Thread-safe.
 */
public final class MemoryStore implements StoreEngine {

    private final ReentrantLock lock = new ReentrantLock();
    private final Memory memory; // guarded by lock
    private final ConcurrentLinkedQueue<List<InteractionEvent>> untold = new ConcurrentLinkedQueue<>();
    private final Serial telling = new Serial();
    private volatile NewsListener listener = (events, isOwn) -> {};

    public MemoryStore(InstantSource clock) {
        this.memory = new Memory(clock);
    }

    @Override
    public void subscribe(NewsListener given) {
        listener = given;
    }

    @Override
    public Uni<CreateResult> create(Caller caller, NewInteraction asked) {
        return inLock(tables -> Procedures.create(tables, caller, asked));
    }

    @Override
    public Uni<SettleResult> settle(Caller caller, CheckedAttempt attempt) {
        return inLock(tables -> Procedures.settle(tables, caller, attempt));
    }

    @Override
    public Uni<Optional<Held>> hold(InteractionId id, Supplier<Hold> hold) {
        return inLock(tables -> Procedures.hold(tables, id, hold));
    }

    @Override
    public Uni<Integer> cancelSession(Caller caller, SessionId session, String reason) {
        return inLock(tables -> Procedures.cancelSession(tables, caller, session, reason));
    }

    @Override
    public Uni<Sweep> expire(int limit) {
        return inLock(tables -> Procedures.expire(tables, limit));
    }

    @Override
    public Uni<Integer> purge(Retention retention, int limit) {
        return inLock(tables -> tables.purge(retention, limit));
    }

    @Override
    public Uni<Optional<Interaction>> find(Scope scope, InteractionId id) {
        return inLock(tables -> tables.find(id).map(tables::whole).filter(scope::includes));
    }

    @Override
    public Uni<Optional<Idempotency>> findKey(Caller caller, String key) {
        return inLock(tables -> tables.findKey(caller, key).map(Tables.Keyed::with));
    }

    @Override
    public Uni<Optional<Requirement>> requirement(InteractionId id) {
        return inLock(tables -> tables.find(id).map(kept -> Requirement.of(tables.whole(kept))));
    }

    @Override
    public Uni<Page> list(Scope scope, ListQuery query) {
        return inLock(tables -> tables.reading().list(scope, query));
    }

    @Override
    public Uni<Snapshot> snapshot(Scope scope, Filter filter) {
        return inLock(tables -> tables.reading().snapshot(scope, filter));
    }

    @Override
    public Uni<EventPage> after(long number, Scope scope, Filter filter, int limit, int maxSize) {
        return inLock(tables -> tables.reading().after(number, scope, filter, limit, maxSize));
    }

    @Override
    public Uni<Statistics> statistics(Scope scope) {
        return inLock(tables -> tables.reading().statistics(scope));
    }

    @Override
    public Uni<PendingCount> countPending() {
        return inLock(tables -> tables.reading().countPending());
    }

    @Override
    public Uni<Timeline> timeline(Scope scope, Timeline.Span span) {
        return inLock(tables -> tables.reading().timeline(scope, span));
    }

    @Override
    public Uni<Made> make(NewCredential made) {
        return inLock(tables -> Credentials.make(tables.credentials(), made, tables.now()));
    }

    @Override
    public Uni<Set<String>> revoke(Tenant tenant, String id) {
        return inLock(tables -> Credentials.revoke(tables.credentials(), tenant, id));
    }

    @Override
    public Uni<Void> use(Map<String, Instant> moments) {
        return inLock(tables -> {
                    tables.credentials().use(moments);
                    return true;
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> invite(Invitation invitation) {
        return inLock(tables -> {
                    tables.credentials().insert(invitation);
                    return true;
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Credential>> redeem(String hash, NewSession session) {
        return inLock(tables -> Credentials.redeem(tables.credentials(), hash, session, tables.now()));
    }

    @Override
    public Uni<Optional<Credential>> find(String hash) {
        return inLock(tables -> tables.credentials().findByHash(hash));
    }

    @Override
    public Uni<List<Credential>> living(Set<String> ids) {
        return inLock(tables -> tables.credentials().living(ids, tables.now()));
    }

    @Override
    public Uni<List<Credential>> list(Tenant tenant) {
        return inLock(tables -> tables.credentials().tokens(tenant, tables.now()));
    }

    @Override
    public Uni<Boolean> isAnybodyKnown() {
        return inLock(tables -> !tables.credentials().isEmpty());
    }

    /** What is in the heap is not told apart. */
    @Override
    public Uni<StoreSize> size() {
        return Uni.createFrom().item(new StoreSize(0, Runtime.getRuntime().maxMemory()));
    }

    @Override
    public boolean isAlive() {
        return true;
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public int queued() {
        return 0;
    }

    @Override
    public void close() {}

    private <T> Uni<T> inLock(Function<Memory, T> work) {
        return Uni.createFrom().item(() -> {
            T result;
            lock.lock();
            try {
                result = work.apply(memory);
                var events = memory.takeEvents();
                if (!events.isEmpty()) {
                    untold.add(events);
                }
            } finally {
                lock.unlock();
            }
            telling.run(this::tellNext);
            return result;
        });
    }

    private void tellNext() {
        var events = untold.poll();
        if (events != null) {
            listener.onNews(events, true);
        }
    }
}
