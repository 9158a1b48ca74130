package dev.holdpoint.store;

/**
 * How much a store keeps.
 *
 * @param used in bytes
 * @param free how much more it may take, in bytes
 */
public record StoreSize(long used, long free) {}
