package dev.holdpoint.broker;

import dev.holdpoint.interaction.InteractionId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Tells the store how long somebody here awaits something, above all that nobody does any more: where it could not be told, it
 * is told again, one after the other, until it was. Thread-safe.
 */
final class Releases {

    static final Duration PAUSE = Duration.ofMillis(500);

    private final Timers timers;
    private final Function<InteractionId, Uni<?>> release;
    private final Set<InteractionId> owed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean going = new AtomicBoolean();

    private volatile boolean stopped;

    /**
     * @param release tells the store how long somebody here awaits an interaction, as of the moment when it is told
     */
    Releases(Timers timers, Function<InteractionId, Uni<?>> release) {
        this.timers = timers;
        this.release = release;
    }

    void release(InteractionId id) {
        release.apply(id).subscribe().with(told -> {}, failure -> owe(id));
    }

    void stop() {
        stopped = true;
    }

    private void owe(InteractionId id) {
        owed.add(id);
        goOnLater();
    }

    private void goOnLater() {
        if (!stopped && !owed.isEmpty() && going.compareAndSet(false, true)) {
            timers.after(PAUSE, this::goOn);
        }
    }

    /** Taken out first: who leaves again meanwhile is owed again. */
    private void goOn() {
        var ids = owed.iterator();
        if (!ids.hasNext()) {
            going.set(false);
            goOnLater();
            return;
        }
        InteractionId id = ids.next();
        ids.remove();
        release.apply(id).subscribe().with(told -> goOn(), failure -> {
            owed.add(id);
            going.set(false);
            goOnLater();
        });
    }
}
