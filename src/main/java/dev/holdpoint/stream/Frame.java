package dev.holdpoint.stream;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to tabs, encoded when the first of them cares for it. Several threads may do so at once and get
 * equal bytes. Thread-safe.
 */
final class Frame {

    private final InteractionEvent event;
    private final EventEncoding encoding;
    private volatile byte @Nullable [] bytes;

    Frame(InteractionEvent event, EventEncoding encoding) {
        this.event = event;
        this.encoding = encoding;
    }

    long number() {
        return event.number();
    }

    Interaction interaction() {
        return event.interaction();
    }

    int size() {
        return bytes().length;
    }

    byte[] bytes() {
        byte[] present = bytes;
        if (present == null) {
            present = encoding.event(event);
            bytes = present;
        }
        return present;
    }
}
