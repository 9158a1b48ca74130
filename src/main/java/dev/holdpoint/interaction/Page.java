package dev.holdpoint.interaction;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list. It ends where the query says, with one item at least; a search ends it once enough was looked at, with
 * whatever was found.
 *
 * @param next the position to go on after; empty where this is the last page
 * @param isShort whether it ends because enough was looked at
 */
public record Page(List<Interaction> items, Optional<Position> next, boolean isShort) {

    /** A page that ends where it is full, or with the list. */
    public Page(List<Interaction> items, Optional<Position> next) {
        this(items, next, false);
    }
}
