package dev.holdpoint.interaction;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How somebody awaits a settlement: joins the registry, keeps a lease alive, gets one answer, leaves. Thread-safe.
 *
 * <p>A lease is the store's: it runs out by itself where this process dies. A wait that begins sets it to the wait's end
 * plus the lease, the last waiter that leaves to now plus the lease; both are one write that asks the registry when it
 * is done, so that the order of writes does not matter.
 */
final class Awaiting {

    private final Store store;
    private final Deadlines deadlines;
    private final InstantSource clock;
    private final Timers timers;
    private final Registry registry = new Registry();

    private volatile boolean shutDown;

    Awaiting(Store store, Deadlines deadlines, InstantSource clock, Timers timers) {
        this.store = store;
        this.deadlines = deadlines;
        this.clock = clock;
        this.timers = timers;
    }

    Waiter join(InteractionId id, Duration wait) {
        return registry.join(id, clock.instant().plus(wait));
    }

    /** The settlement of an interaction that the waiter joined and then found pending, or it as it stands at the end. */
    Uni<Interaction> answer(Waiter waiter, Interaction pending) {
        if (pending.ask().lease() == null) {
            return settlement(waiter, pending);
        }
        waiter.markLeased();
        return renewLease(waiter.id()).chain(held -> {
            Interaction now = held.map(Store.Held::interaction).orElse(pending);
            return now.isPending() ? settlement(waiter, now) : Uni.createFrom().item(now);
        });
    }

    /** The same for an interaction whose lease holds already. */
    Uni<Interaction> settlement(Waiter waiter, Interaction pending) {
        if (shutDown) {
            waiter.answer().completeExceptionally(new ShuttingDownException(Optional.empty()));
        }
        var wait = Duration.between(clock.instant(), waiter.until());
        return Uni.createFrom().emitter(emitter -> {
            var timer = timers.after(
                    wait.isNegative() ? Duration.ZERO : wait,
                    () -> waiter.answer().complete(pending));
            emitter.onTermination(timer::cancel);
            var _ = waiter.answer().whenComplete((answer, failure) -> {
                if (failure == null) {
                    emitter.complete(answer);
                } else {
                    emitter.fail(failure);
                }
            });
        });
    }

    /** Ends the wait, however it went; without effect after the first call. */
    void leave(Waiter waiter) {
        if (registry.leave(waiter) && waiter.isLeased()) {
            // Where this fails the lease runs out a lease after the wait would have been over.
            renewLease(waiter.id()).subscribe().with(_ -> {}, _ -> {});
        }
    }

    void deliver(Interaction settled) {
        registry.deliver(settled);
    }

    int waiters() {
        return registry.waiters();
    }

    /** Fails every waiter, and those that come yet. */
    void shutDown() {
        shutDown = true;
        registry.abandonAll(new ShuttingDownException(Optional.empty()));
    }

    private Uni<Optional<Store.Held>> renewLease(InteractionId id) {
        return store.hold(id, () -> registry.heldFor(id, clock.instant()))
                .invoke(held -> held.ifPresent(now -> deadlines.learn(now.due())));
    }
}
