/**
 * The database of many replicas: PostgreSQL, which all of them write to, one transaction after the other under one lock, and
 * whose log each of them follows. {@link dev.holdpoint.store.postgresql.PostgresStore} is the way in.
 */
@NullMarked
package dev.holdpoint.store.postgresql;

import org.jspecify.annotations.NullMarked;
