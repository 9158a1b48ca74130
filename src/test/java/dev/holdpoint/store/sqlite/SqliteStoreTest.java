package dev.holdpoint.store.sqlite;

import dev.holdpoint.interaction.Store;
import dev.holdpoint.store.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {

    @TempDir
    Path folder;

    @Override
    protected Store open() {
        return SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE);
    }
}
