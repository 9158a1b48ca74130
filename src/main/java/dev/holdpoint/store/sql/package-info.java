/**
 * A store in a database: one writer thread runs what has queued up as one transaction and commits once (group commit);
 * readers have connections of their own, and what is quick has readers of its own. {@link dev.holdpoint.store.sql.SqlTables} is what a transaction sees and changes,
 * {@link dev.holdpoint.store.sql.Dialect} what one database says otherwise than another.
 */
@NullMarked
package dev.holdpoint.store.sql;

import org.jspecify.annotations.NullMarked;
