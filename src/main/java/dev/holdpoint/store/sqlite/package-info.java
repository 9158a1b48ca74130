/**
 * The store of one node: an SQLite file in WAL mode. One writer thread runs what has queued up as one transaction and
 * commits once (group commit); readers have connections of their own. {@link dev.holdpoint.store.sqlite.SqliteStore} is
 * the way in.
 */
@NullMarked
package dev.holdpoint.store.sqlite;

import org.jspecify.annotations.NullMarked;
