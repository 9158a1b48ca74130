package dev.holdpoint.broker;

import java.time.Duration;
import java.util.Optional;

/**
 * What one sweep did.
 *
 * @param settled how many interactions were due and are settled now
 * @param next how long until the next one is due, zero where some are left; empty where nothing is pending
 */
public record Sweep(int settled, Optional<Duration> next) {}
