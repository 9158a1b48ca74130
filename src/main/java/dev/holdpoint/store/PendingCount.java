package dev.holdpoint.store;

/**
 * How many are pending.
 *
 * @param through the number of the last event that is counted in it
 */
public record PendingCount(long count, long through) {}
