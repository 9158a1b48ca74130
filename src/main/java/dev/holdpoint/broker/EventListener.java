package dev.holdpoint.broker;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.InteractionEvent;
import java.util.List;

/** Hears what was made durable, and who tried in vain. Each listener is called by one thread at a time, at its own pace. */
public interface EventListener {

    /**
     * These became durable, in the order of their numbers. It is a hint: calls may get lost, and whoever must miss nothing
     * sees the gap in the numbers and reads the log.
     */
    default void onEvents(List<InteractionEvent> events) {}

    /** The same of what another process made happen: to be told on, and counted there. */
    default void onEventsOfOthers(List<InteractionEvent> events) {}

    /** That others made these happen, where no listener {@linkplain #wantsAll wanted} to know more. */
    default void onNotices(List<Notice> notices) {}

    /** Whether notices of what others make happen are not enough for it now. Asked by any thread. */
    default boolean wantsAll() {
        return false;
    }

    /** Events with these numbers became durable and are not told, for listeners are far behind. */
    default void onSkipped(long first, long last) {}

    /** This attempt to settle changed nothing, because it lost or was refused. */
    default void onAttempt(Caller caller, Attempt attempt, SettleResult result) {}
}
