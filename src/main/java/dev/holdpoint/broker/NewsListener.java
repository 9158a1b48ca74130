package dev.holdpoint.broker;

import dev.holdpoint.interaction.InteractionEvent;
import java.util.List;

/** Hears what was made durable, and says how much of it is worth reading. */
public interface NewsListener {

    /**
     * These became durable, in the order of their numbers.
     *
     * @param isOwn whether by this process; what others did is heard of, and counted where it was done
     */
    void onNews(List<InteractionEvent> events, boolean isOwn);

    /** Others made these durable, in the order of their numbers, and nobody here {@linkplain #wants wanted} to know more. */
    default void onNotices(List<Notice> notices) {}

    /** Whether all is to be told of what others make durable from now on. Asked before it is read, by any thread. */
    default boolean wantsAll() {
        return true;
    }

    /** Whether all is to be told of this, which others made durable. */
    default boolean wants(Notice notice) {
        return true;
    }
}
