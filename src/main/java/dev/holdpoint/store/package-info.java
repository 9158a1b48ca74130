/**
 * What every store has in common: how an interaction is kept, the one decision table of settling, and what each call does
 * in its transaction. A store is {@link dev.holdpoint.store.Tables} and a way to run transactions; each is a package of
 * its own below this one and keeps the ports of {@link dev.holdpoint.broker}.
 */
@NullMarked
package dev.holdpoint.store;

import org.jspecify.annotations.NullMarked;
