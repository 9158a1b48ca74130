package dev.holdpoint.stream;

import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Snapshot;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Encoded snapshots: tabs that open at the same moment with the same view share one. It is let go with the last tab that
 * is still being written it. Thread-safe.
 */
final class Snapshots {

    private final EventEncoding encoding;
    private final FrameBudget budget;
    private final ConcurrentHashMap<View, WeakReference<Frame>> encoded = new ConcurrentHashMap<>();

    Snapshots(EventEncoding encoding, FrameBudget budget) {
        this.encoding = encoding;
        this.budget = budget;
    }

    private record View(Scope scope, Filter filter) {}

    Frame encode(Scope scope, Filter filter, Snapshot snapshot) {
        var view = new View(scope, filter);
        Frame present = present(view);
        if (present != null && present.number() == snapshot.number() && present.bytes() != null) {
            return present;
        }
        encoded.values().removeIf(known -> known.refersTo(null));
        Frame made = budget.keep(new Frame(snapshot.number(), encoding.sync(snapshot), encoding));
        encoded.put(view, new WeakReference<>(made));
        return made;
    }

    private @Nullable Frame present(View view) {
        WeakReference<Frame> known = encoded.get(view);
        return known == null ? null : known.get();
    }
}
