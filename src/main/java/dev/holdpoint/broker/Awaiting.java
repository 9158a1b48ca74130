package dev.holdpoint.broker;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/**
 * How somebody awaits a settlement: joins the registry, keeps a lease alive, gets one answer, leaves. Thread-safe.
 *
 * <p>A lease is the store's: it runs out by itself where this process dies. A wait that begins sets it to the wait's end
 * plus the lease, the last waiter that leaves to now plus the lease; both are one write that asks the registry when it
 * is done, so that the order of writes does not matter. That somebody left is told until the store has heard it.
 */
final class Awaiting {

    private final Store store;
    private final Deadlines deadlines;
    private final Environment environment;
    private final Registry registry = new Registry();
    private final Releases releases;

    private volatile boolean shutDown;

    Awaiting(Store store, Deadlines deadlines, Environment environment) {
        this.store = store;
        this.deadlines = deadlines;
        this.environment = environment;
        this.releases = new Releases(environment.timers(), this::renewLease);
    }

    Waiter join(InteractionId id, Duration wait) {
        return registry.join(id, environment.clock().instant().plus(wait));
    }

    /**
     * How the wait of somebody ends who joined and then found the interaction pending, with a lease: that is renewed
     * meanwhile; the wait does not last longer where it does, and fails where it does.
     */
    Uni<Optional<Interaction>> untilSettledWithLease(Waiter waiter) {
        waiter.markLeased();
        renewLease(waiter.id())
                .subscribe()
                .with(
                        held -> held.flatMap(Store.Held::settled)
                                .ifPresent(settled -> waiter.answer().complete(settled)),
                        failure -> waiter.answer().completeExceptionally(failure));
        return untilSettled(waiter);
    }

    /** The settlement; nothing where the wait is over before. */
    Uni<Optional<Interaction>> untilSettled(Waiter waiter) {
        if (shutDown) {
            waiter.answer().completeExceptionally(new ShuttingDownException(Optional.empty()));
        }
        var wait = Duration.between(environment.clock().instant(), waiter.until());
        return Uni.createFrom().emitter(emitter -> {
            var timer = environment
                    .timers()
                    .after(
                            wait.isNegative() ? Duration.ZERO : wait,
                            () -> waiter.answer().complete(null));
            emitter.onTermination(timer::cancel);
            var _ = waiter.answer().whenComplete((answer, failure) -> {
                if (failure == null) {
                    emitter.complete(Optional.ofNullable(answer));
                } else {
                    emitter.fail(failure);
                }
            });
        });
    }

    /** Ends the wait, however it went; without effect after the first call. */
    void leave(Waiter waiter) {
        if (registry.leave(waiter) && waiter.isLeased()) {
            releases.release(waiter.id());
        }
    }

    /** Takes somebody out who joined what was never made. */
    void dismiss(Waiter waiter) {
        registry.leave(waiter);
    }

    /** How long this process holds something that somebody here begins to await for {@code wait}. */
    Hold hold(Duration wait) {
        return new Hold(environment.holder(), wait);
    }

    /** The store holds nothing of this process any more: it is told again what is awaited here. */
    void holdAgain() {
        registry.leased().forEach(releases::release);
    }

    void deliver(Interaction settled) {
        registry.deliver(settled);
    }

    boolean isAwaited(InteractionId id) {
        return registry.isAwaited(id);
    }

    int waiters() {
        return registry.waiters();
    }

    /** Fails every waiter, and those that come yet. */
    void shutDown() {
        shutDown = true;
        releases.stop();
        registry.abandonAll(new ShuttingDownException(Optional.empty()));
    }

    private Uni<Optional<Store.Held>> renewLease(InteractionId id) {
        return store.hold(
                        id, () -> hold(registry.heldFor(id, environment.clock().instant())))
                .invoke(held -> held.ifPresent(now -> deadlines.learn(now.dueIn())));
    }
}
