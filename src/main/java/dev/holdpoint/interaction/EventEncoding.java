package dev.holdpoint.interaction;

/** How events look on a tab's stream. Thread-safe. */
public interface EventEncoding {

    byte[] event(InteractionEvent event);

    byte[] sync(Snapshot snapshot);
}
