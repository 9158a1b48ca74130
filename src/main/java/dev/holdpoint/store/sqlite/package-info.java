/**
 * The database of one node: an SQLite file in WAL mode, in a local folder that is locked, brought up to date at the start.
 * {@link dev.holdpoint.store.sqlite.SqliteStore} is the way in.
 */
@NullMarked
package dev.holdpoint.store.sqlite;

import org.jspecify.annotations.NullMarked;
