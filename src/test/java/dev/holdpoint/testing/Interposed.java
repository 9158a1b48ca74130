package dev.holdpoint.testing;

import dev.holdpoint.broker.CheckedAttempt;
import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.Hold;
import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.broker.Requirement;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.Store;
import dev.holdpoint.broker.Sweep;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import io.smallrye.mutiny.Uni;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Stands before a store: its calls are counted, and can be made to fail and to be answered later. */
public final class Interposed implements Store {

    /** What can be called. */
    public enum Call {
        CREATE,
        SETTLE,
        HOLD,
        CANCEL_SESSION,
        EXPIRE,
        FIND,
        FIND_KEY,
        REQUIREMENT
    }

    private final Store store;
    private final Map<Call, AtomicInteger> counts = new EnumMap<>(Call.class);
    private final Map<Call, Supplier<Uni<?>>> before = new EnumMap<>(Call.class);
    private final Map<Call, Supplier<Uni<?>>> after = new EnumMap<>(Call.class);

    public Interposed(Store store) {
        this.store = store;
        for (Call call : Call.values()) {
            counts.put(call, new AtomicInteger());
        }
    }

    /** How often something was called. */
    public int count(Call call) {
        return counts.get(call).get();
    }

    /** From now on it fails, without reaching the store. */
    public void fail(Call call, RuntimeException failure) {
        before.put(call, () -> Uni.createFrom().failure(failure));
    }

    /** From now on it reaches the store, and is answered only when the future completes. */
    public CompletableFuture<Void> holdBack(Call call) {
        var release = new CompletableFuture<Void>();
        after.put(call, () -> Uni.createFrom().completionStage(release));
        return release;
    }

    /** From now on it reaches the store only when the future completes. */
    public CompletableFuture<Void> keepWaiting(Call call) {
        var release = new CompletableFuture<Void>();
        before.put(call, () -> Uni.createFrom().completionStage(release));
        return release;
    }

    /** Something is to happen once, after the store answered and before the caller is told. */
    public void once(Call call, Runnable action) {
        after.put(call, () -> {
            after.remove(call);
            action.run();
            return Uni.createFrom().voidItem();
        });
    }

    /** From now on it is as if nothing stood before the store. */
    public void letPass(Call call) {
        before.remove(call);
        after.remove(call);
    }

    @Override
    public Uni<CreateResult> create(Caller caller, NewInteraction interaction) {
        return pass(Call.CREATE, () -> store.create(caller, interaction));
    }

    @Override
    public Uni<SettleResult> settle(Caller caller, CheckedAttempt attempt) {
        return pass(Call.SETTLE, () -> store.settle(caller, attempt));
    }

    @Override
    public Uni<Optional<Held>> hold(InteractionId id, Supplier<Hold> hold) {
        return pass(Call.HOLD, () -> store.hold(id, hold));
    }

    @Override
    public Uni<Integer> cancelSession(Caller caller, SessionId session, String reason) {
        return pass(Call.CANCEL_SESSION, () -> store.cancelSession(caller, session, reason));
    }

    @Override
    public Uni<Sweep> expire(int limit) {
        return pass(Call.EXPIRE, () -> store.expire(limit));
    }

    @Override
    public Uni<Optional<Interaction>> find(Scope scope, InteractionId id) {
        return pass(Call.FIND, () -> store.find(scope, id));
    }

    @Override
    public Uni<Optional<Idempotency>> findKey(Caller caller, String key) {
        return pass(Call.FIND_KEY, () -> store.findKey(caller, key));
    }

    @Override
    public Uni<Optional<Requirement>> requirement(InteractionId id) {
        return pass(Call.REQUIREMENT, () -> store.requirement(id));
    }

    private <T> Uni<T> pass(Call call, Supplier<Uni<T>> answer) {
        return Uni.createFrom().deferred(() -> {
            counts.get(call).incrementAndGet();
            return hook(before, call).chain(answer::get).call(() -> hook(after, call));
        });
    }

    private static Uni<?> hook(Map<Call, Supplier<Uni<?>>> hooks, Call call) {
        Supplier<Uni<?>> hook = hooks.get(call);
        return hook == null ? Uni.createFrom().voidItem() : hook.get();
    }
}
