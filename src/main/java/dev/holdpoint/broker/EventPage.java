package dev.holdpoint.broker;

import dev.holdpoint.interaction.InteractionEvent;
import java.util.List;

/** A piece of the event log, read at one moment. */
public sealed interface EventPage {

    /**
     * What happened after the asked-for number.
     *
     * @param events those that pass the filter, in order
     * @param through everything up to this number was looked at
     * @param newest the last event in the log at that moment
     */
    record Piece(List<InteractionEvent> events, long through, long newest) implements EventPage {
        public boolean isLast() {
            return through >= newest;
        }
    }

    /** The asked-for number is not kept: purged, or newer than the newest. */
    record Gone() implements EventPage {}
}
