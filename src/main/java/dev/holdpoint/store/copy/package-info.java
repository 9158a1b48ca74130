/**
 * From one database to another: all that a data folder has, into an empty schema of PostgreSQL, read again and compared before
 * it is kept. {@link dev.holdpoint.store.copy.Copy} is the way in; nothing here is of a running service.
 */
@NullMarked
package dev.holdpoint.store.copy;

import org.jspecify.annotations.NullMarked;
