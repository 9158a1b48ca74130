/** The store that keeps nothing: for tests and demonstrations. It is also the model that the others are compared with. */
@NullMarked
package dev.holdpoint.store.memory;

import org.jspecify.annotations.NullMarked;
