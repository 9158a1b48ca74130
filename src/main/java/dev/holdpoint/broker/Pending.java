package dev.holdpoint.broker;

import dev.holdpoint.interaction.Interaction;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** An interaction that somebody here awaits, with its waiters, which are touched only inside the registry's compute. */
final class Pending {

    private static final System.Logger LOG = System.getLogger(Pending.class.getName());

    private final Set<Waiter> waiters = Collections.newSetFromMap(new IdentityHashMap<>(1));

    void add(Waiter waiter) {
        waiters.add(waiter);
    }

    boolean remove(Waiter waiter) {
        return waiters.remove(waiter);
    }

    int size() {
        return waiters.size();
    }

    boolean isLeased() {
        return waiters.stream().anyMatch(Waiter::isLeased);
    }

    /** When the last of the waits is over. */
    Instant until() {
        return waiters.stream().map(Waiter::until).max(Instant::compareTo).orElse(Instant.MIN);
    }

    /** Answers every waiter; one whose callback fails does not keep the next from being answered. */
    void emit(Interaction settled) {
        for (Waiter waiter : waiters) {
            try {
                waiter.answer().complete(settled);
            } catch (Throwable failure) {
                Fatal.check(failure);
                LOG.log(Level.ERROR, "a waiter of " + settled.id() + " failed", failure);
            }
        }
    }

    void fail(RuntimeException failure) {
        for (Waiter waiter : waiters) {
            waiter.answer().completeExceptionally(failure);
        }
    }
}
