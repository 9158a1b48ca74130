package dev.holdpoint.app;

import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.store.PendingCount;
import java.util.ArrayList;
import java.util.List;

/**
 * How many are pending: what the store counted, and each event after those that it counted, whether it is heard of before the
 * store's answer or after. Thread-safe.
 */
final class PendingGauge {

    // All guarded by this.
    private long count;
    private long through;
    private int asking = 1;
    private final List<Step> meanwhile = new ArrayList<>();

    /** What an event changes. */
    private record Step(long number, int by) {}

    /** The store is about to be asked, once more. */
    synchronized void ask() {
        asking++;
    }

    /** The store, which was asked, gave no answer. */
    synchronized void unanswered() {
        asking--;
        if (asking == 0) {
            meanwhile.clear();
        }
    }

    synchronized void answered(PendingCount counted) {
        through = counted.through();
        count = counted.count();
        meanwhile.forEach(this::add);
        unanswered();
    }

    synchronized void on(InteractionEvent event) {
        var step = new Step(event.number(), event.kind() == InteractionEvent.Kind.REQUESTED ? 1 : -1);
        if (asking > 0) {
            meanwhile.add(step);
        }
        add(step);
    }

    synchronized long count() {
        return count;
    }

    private void add(Step step) {
        count += step.number > through ? step.by : 0;
    }
}
