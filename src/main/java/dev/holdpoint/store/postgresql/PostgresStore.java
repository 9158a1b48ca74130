package dev.holdpoint.store.postgresql;

import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.SqlFailure;
import dev.holdpoint.store.sql.SqlStore;
import dev.holdpoint.store.sql.StoreObserver;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Opens the store of one replica, in a PostgreSQL database that others use too. */
public final class PostgresStore {

    private PostgresStore() {}

    /**
     * Opens the store, making what is missing and bringing up to date what an older version wrote.
     *
     * @param clock is set by the database from now on
     * @throws IllegalStateException where the database cannot be reached, or is of a newer version; the message says
     *     what to do
     */
    public static StoreEngine open(PostgresSettings settings, DatabaseClock clock, StoreObserver observer) {
        return open(settings, clock, null, observer);
    }

    /** As the other, but by the clock of a test. */
    public static StoreEngine openAt(InstantSource other, PostgresSettings settings, StoreObserver observer) {
        return open(settings, new DatabaseClock(other.instant()), other, observer);
    }

    private static StoreEngine open(
            PostgresSettings settings, DatabaseClock clock, @Nullable InstantSource other, StoreObserver observer) {
        var connecting = new Connecting(settings);
        try {
            try (Sql sql = connecting.connectPatiently()) {
                new Migrations(sql).apply();
            }
            Sql sql = connecting.connect();
            clock.set(Instant.ofEpochMilli(
                    sql.number("SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint")));
            var replicas = new Replicas(settings.replica(), settings.beat(), connecting);
            var months = new Months();
            months.make(sql, other == null ? clock.instant() : other.instant());
            var oldMonths = new OldMonths(connecting, months);
            var database = new PostgresDatabase(connecting, replicas, months, oldMonths, clock, other);
            return SqlStore.start(
                    database,
                    sql,
                    settings.writer(),
                    settings.readers(),
                    other == null ? clock : other,
                    observer,
                    oldMonths::close);
        } catch (SqlFailure broken) {
            throw new IllegalStateException(
                    "the database " + settings.url() + " cannot be used (" + broken.getMessage()
                            + "): see that it runs, and that holdpoint.postgresql.url and who calls are right",
                    broken);
        }
    }
}
