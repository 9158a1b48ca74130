package dev.holdpoint.stream;

import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Snapshot;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Encoded snapshots: tabs that open at the same moment with the same view share one. It is let go with the last tab that
 * is still being written it. Thread-safe.
 */
final class Snapshots {

    private final EventEncoding encoding;
    private final ConcurrentHashMap<View, Encoded> encoded = new ConcurrentHashMap<>();

    Snapshots(EventEncoding encoding) {
        this.encoding = encoding;
    }

    private record View(Scope scope, Filter filter) {}

    private record Encoded(long number, WeakReference<byte[]> bytes) {}

    byte[] encode(Scope scope, Filter filter, Snapshot snapshot) {
        var view = new View(scope, filter);
        Encoded present = encoded.get(view);
        byte[] bytes = present != null && present.number == snapshot.number() ? present.bytes.get() : null;
        if (bytes == null) {
            encoded.values().removeIf(known -> known.bytes.refersTo(null));
            bytes = encoding.sync(snapshot);
            encoded.put(view, new Encoded(snapshot.number(), new WeakReference<>(bytes)));
        }
        return bytes;
    }
}
