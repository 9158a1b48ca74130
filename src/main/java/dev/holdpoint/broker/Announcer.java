package dev.holdpoint.broker;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.InteractionEvent;
import java.util.List;

/** Tells every {@link EventListener} of this process. Thread-safe; no call fails or waits for a listener. */
public interface Announcer {

    /**
     * To be called in the order of the events' numbers.
     *
     * @param isOwn whether this process made them happen
     */
    void announce(List<InteractionEvent> events, boolean isOwn);

    void announce(Caller caller, Attempt attempt, SettleResult result);
}
