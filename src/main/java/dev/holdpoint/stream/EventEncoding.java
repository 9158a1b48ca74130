package dev.holdpoint.stream;

import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Snapshot;

/** How events look on a tab's stream. Thread-safe. */
public interface EventEncoding {

    byte[] event(InteractionEvent event);

    byte[] sync(Snapshot snapshot);
}
