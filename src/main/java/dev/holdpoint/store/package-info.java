/**
 * What every store has in common: how an interaction is kept, and the one decision table of settling. Each store is a
 * package of its own below this one and keeps the contract of {@link dev.holdpoint.interaction.Store}.
 */
@NullMarked
package dev.holdpoint.store;

import org.jspecify.annotations.NullMarked;
