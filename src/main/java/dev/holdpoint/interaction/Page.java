package dev.holdpoint.interaction;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list; it ends where the query says, with one item at least.
 *
 * @param next the position to go on after; empty where this is the last page
 */
public record Page(List<Interaction> items, Optional<Long> next) {}
