package dev.holdpoint.broker;

import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionId;
import java.time.Duration;

/**
 * That something happened, without what it is about.
 *
 * @param number that of the event
 * @param timeout how long the interaction has from being asked to settling by itself
 */
public record Notice(long number, InteractionEvent.Kind kind, InteractionId id, Duration timeout) {

    public static Notice of(InteractionEvent event) {
        return new Notice(
                event.number(),
                event.kind(),
                event.interaction().id(),
                event.interaction().ask().timeout());
    }
}
