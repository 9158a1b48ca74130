package dev.holdpoint.interaction;

import org.jspecify.annotations.Nullable;

/** An event on its way to tabs. It is encoded once, by the first tab that cares for it. Thread-safe. */
final class Frame {

    private final InteractionEvent event;
    private final EventEncoding encoding;

    /** Written at most a few times with equal content; a race costs one more encoding. */
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

    byte[] bytes() {
        byte[] present = bytes;
        if (present == null) {
            present = encoding.event(event);
            bytes = present;
        }
        return present;
    }
}
