package dev.holdpoint.interaction;

import java.time.Instant;
import java.util.Optional;

/**
 * What one sweep did.
 *
 * @param settled how many interactions were due and are settled now
 * @param next when the next one is due, by the store's clock; empty where nothing is pending
 */
public record Sweep(int settled, Optional<Instant> next) {}
