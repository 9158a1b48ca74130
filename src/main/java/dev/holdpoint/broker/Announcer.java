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

    /** The same of what others made happen, and nobody here {@linkplain #wantsAll wanted} to know more of. */
    void announce(List<Notice> notices);

    /** Whether a listener wants to know all of what others make happen from now on. */
    boolean wantsAll();

    void announce(Caller caller, Attempt attempt, SettleResult result);
}
