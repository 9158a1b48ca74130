package dev.holdpoint.broker;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who in this process awaits what.
 *
 * <p>The registry delivers, it never decides. News of a settlement can arrive more than once and by several ways:
 * whoever gets {@code true} from {@code remove(id, pending)} emits to its waiters, nobody else does. That
 * compare-and-remove is what guarantees one emission. Waiters join and leave only inside {@code compute} on the entry,
 * so none can join a {@link Pending} that was just delivered; they are told after the entry is out of the map.
 *
 * <p>Thread-safe.
 */
final class Registry {

    private final ConcurrentHashMap<InteractionId, Pending> pendings = new ConcurrentHashMap<>();
    private final AtomicInteger waiters = new AtomicInteger();

    /** Adds a waiter. Whoever joins reads the store again afterwards: the settlement may have been delivered before. */
    Waiter join(InteractionId id, Instant until) {
        Waiter waiter = new Waiter(id, until);
        pendings.compute(id, (key, present) -> {
            Pending pending = present == null ? new Pending() : present;
            pending.add(waiter);
            return pending;
        });
        waiters.incrementAndGet();
        return waiter;
    }

    /** Takes a waiter out; {@code true} if this call did, {@code false} if it had left or was delivered. */
    boolean leave(Waiter waiter) {
        var left = new boolean[1];
        pendings.computeIfPresent(waiter.id(), (id, pending) -> {
            left[0] = pending.remove(waiter);
            return pending.size() == 0 ? null : pending;
        });
        if (left[0]) {
            waiters.decrementAndGet();
        }
        return left[0];
    }

    /** Tells the waiters of a settled interaction, if this is the first news of it; {@code true} if it was. */
    boolean deliver(Interaction settled) {
        Pending pending = pendings.get(settled.id());
        if (pending == null || !pendings.remove(settled.id(), pending)) {
            return false;
        }
        waiters.addAndGet(-pending.size());
        pending.emit(settled);
        return true;
    }

    /** Fails every waiter; each is told once. */
    void abandonAll(RuntimeException reason) {
        pendings.forEach((id, pending) -> {
            if (pendings.remove(id, pending)) {
                waiters.addAndGet(-pending.size());
                pending.fail(reason);
            }
        });
    }

    /** How much longer somebody here awaits the interaction; zero where nobody does. */
    Duration heldFor(InteractionId id, Instant now) {
        var until = new Instant[] {now};
        pendings.computeIfPresent(id, (key, pending) -> {
            until[0] = pending.until();
            return pending;
        });
        return until[0].isAfter(now) ? Duration.between(now, until[0]) : Duration.ZERO;
    }

    /** What somebody here awaits whose lease does not run meanwhile. */
    List<InteractionId> leased() {
        var leased = new ArrayList<InteractionId>();
        for (InteractionId id : pendings.keySet()) {
            pendings.computeIfPresent(id, (key, pending) -> {
                if (pending.isLeased()) {
                    leased.add(key);
                }
                return pending;
            });
        }
        return leased;
    }

    /** Whether somebody here awaits it: whoever joins later reads the store again. */
    boolean isAwaited(InteractionId id) {
        return pendings.containsKey(id);
    }

    int waiters() {
        return waiters.get();
    }
}
