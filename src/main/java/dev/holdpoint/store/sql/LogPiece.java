package dev.holdpoint.store.sql;

import dev.holdpoint.broker.EventPage;
import dev.holdpoint.interaction.InteractionEvent;
import java.util.ArrayList;
import java.util.List;

/** A piece of the log as it fills with events in order: up to a number, or to some bytes. What cannot be read is left out. */
final class LogPiece {

    private final int limit;
    private final int maxSize;
    private final Unreadable unreadable;
    private final int wanted;
    private final List<InteractionEvent> events = new ArrayList<>();

    private long looked;
    private long size;
    private boolean isCut;

    LogPiece(int limit, int maxSize, Unreadable unreadable) {
        this.limit = limit;
        this.maxSize = maxSize;
        this.unreadable = unreadable;
        this.wanted = limit + 1 + unreadable.count();
    }

    /** Takes a row of {@link LogQueries#FROM}; {@code false} where it has no place in the piece any more. */
    boolean take(Row row) {
        long number = row.numberAt(1);
        LogQueries.event(row, unreadable).ifPresent(this::add);
        looked = isCut ? looked : number;
        return !isCut;
    }

    boolean isCut() {
        return isCut;
    }

    /** How many rows fill it, and one more, to know whether there is one. */
    int wanted() {
        return wanted;
    }

    /**
     * The piece.
     *
     * @param isAll whether it was offered all there is up to {@code through}
     */
    EventPage.Piece upTo(long through, boolean isAll, long newest) {
        return new EventPage.Piece(events, isCut || !isAll ? looked : through, newest);
    }

    private void add(InteractionEvent event) {
        size += event.interaction().size();
        isCut = events.size() == limit || (!events.isEmpty() && size > maxSize);
        if (!isCut) {
            events.add(event);
        }
    }
}
