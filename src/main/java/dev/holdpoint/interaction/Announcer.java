package dev.holdpoint.interaction;

import java.util.List;

/** Tells the rest of the process what was made durable. Thread-safe. */
public interface Announcer {

    /**
     * Announces events in the order of their numbers, never failing. It is a hint: a listener that misses one sees the
     * gap in the numbers and reads the store's log.
     */
    void announce(List<InteractionEvent> events);

    /** Announces an attempt to settle that changed nothing, because it lost or was refused; never failing. */
    void announce(SettleCommand attempt, SettleResult result);
}
