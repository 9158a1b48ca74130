package dev.holdpoint.broker;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.InteractionEvent;
import java.util.List;

/** Tells every {@link EventListener} of this process. Thread-safe; no call fails or waits for a listener. */
public interface Announcer {

    /** To be called in the order of the events' numbers. */
    void announce(List<InteractionEvent> events);

    void announce(Caller caller, Attempt attempt, SettleResult result);
}
