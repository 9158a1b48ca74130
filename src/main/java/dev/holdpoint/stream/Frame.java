package dev.holdpoint.stream;

import dev.holdpoint.interaction.InteractionEvent;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Something on its way to tabs, encoded when the first of them cares for it: one encoding serves all. It may be let go
 * before all of them took it ({@link FrameBudget}). Thread-safe.
 */
public final class Frame {

    private static final Object NOTHING = new Object();

    private final long number;
    private final int expectedSize;
    private final EventEncoding encoding;

    /** The event, then its bytes, in the end nothing. */
    private final AtomicReference<Object> content;

    Frame(InteractionEvent event, EventEncoding encoding) {
        this.number = event.number();
        this.expectedSize = event.interaction().weight();
        this.encoding = encoding;
        this.content = new AtomicReference<>(event);
    }

    Frame(long number, byte[] bytes, EventEncoding encoding) {
        this.number = number;
        this.expectedSize = bytes.length;
        this.encoding = encoding;
        this.content = new AtomicReference<>(bytes);
    }

    long number() {
        return number;
    }

    /** How many bytes it has, or is expected to have where it was let go before anybody knew. */
    int size() {
        byte[] bytes = bytes();
        return bytes == null ? expectedSize : bytes.length;
    }

    int expectedSize() {
        return expectedSize;
    }

    /** Its bytes; null where it was let go. */
    public byte @Nullable [] bytes() {
        Object present = content.get();
        if (present instanceof InteractionEvent event) {
            content.compareAndSet(event, encoding.event(event));
            present = content.get();
        }
        return present instanceof byte[] bytes ? bytes : null;
    }

    void letGo() {
        content.set(NOTHING);
    }
}
