package dev.holdpoint.broker;

import dev.holdpoint.interaction.InteractionEvent;
import java.util.List;

/** Hears what was made durable. */
public interface NewsListener {

    /**
     * These became durable, in the order of their numbers.
     *
     * @param isOwn whether by this process; what others did is heard of, and counted where it was done
     */
    void onNews(List<InteractionEvent> events, boolean isOwn);
}
