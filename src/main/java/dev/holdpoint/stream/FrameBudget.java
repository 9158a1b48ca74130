package dev.holdpoint.stream;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;

/**
 * Bounds the memory of all that tabs have not taken yet: beyond the budget the oldest is let go, and a tab that still
 * wanted it is cut off and comes back by its last id. What no tab wants any more does not count for long. Thread-safe.
 */
final class FrameBudget {

    private final long budget;

    // Guarded by this.
    private final ArrayDeque<Kept> kept = new ArrayDeque<>();
    private long size;

    /**
     * @param budget in bytes
     */
    FrameBudget(long budget) {
        this.budget = budget;
    }

    private record Kept(WeakReference<Frame> frame, int size) {}

    /** Counts a frame from now on. */
    synchronized Frame keep(Frame frame) {
        kept.addLast(new Kept(new WeakReference<>(frame), frame.expectedSize()));
        size += frame.expectedSize();
        forgetUnwanted();
        if (size > budget) {
            kept.removeIf(this::isUnwanted);
        }
        while (size > budget && kept.size() > 1) {
            letGo(kept.removeFirst());
        }
        return frame;
    }

    private void forgetUnwanted() {
        while (!kept.isEmpty() && isUnwanted(kept.getFirst())) {
            kept.removeFirst();
        }
    }

    private boolean isUnwanted(Kept entry) {
        boolean isUnwanted = entry.frame.refersTo(null);
        if (isUnwanted) {
            size -= entry.size;
        }
        return isUnwanted;
    }

    private void letGo(Kept oldest) {
        size -= oldest.size;
        Frame frame = oldest.frame.get();
        if (frame != null) {
            frame.letGo();
        }
    }
}
