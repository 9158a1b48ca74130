package dev.holdpoint.store;

import org.jspecify.annotations.Nullable;

/**
 * How much a store keeps.
 *
 * @param used in bytes
 * @param free how much more it may take, in bytes; null where only who runs its database knows
 */
public record StoreSize(long used, @Nullable Long free) {}
