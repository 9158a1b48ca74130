package dev.holdpoint.testing;

import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.store.postgresql.PostgresStore;
import dev.holdpoint.store.sql.StoreObserver;
import dev.holdpoint.store.sqlite.SqliteSettings;
import dev.holdpoint.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.InstantSource;

/** The stores that there are. */
public enum StoreKind {
    MEMORY {
        @Override
        public StoreEngine open(Path folder, InstantSource clock) {
            return new MemoryStore(clock);
        }
    },
    SQLITE {
        @Override
        public StoreEngine open(Path folder, InstantSource clock) {
            return SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE);
        }
    },
    POSTGRESQL {
        @Override
        public StoreEngine open(Path folder, InstantSource clock) {
            return PostgresStore.openAt(clock, PostgresServer.schemaOf(folder), StoreObserver.NONE);
        }
    };

    /** Opens what is kept in a folder, where anything is kept at all. */
    public abstract StoreEngine open(Path folder, InstantSource clock);
}
