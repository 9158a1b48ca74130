package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.StoreKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQLite is told on each connection: what was committed survives a loss of power, and readers wait for nobody. */
class ConnectionsTest {

    private static final long FULL = 2;

    @TempDir
    Path folder;

    private StoreEngine store;
    private Sql writer;
    private Sql reader;

    @BeforeEach
    void open() {
        store = StoreKind.SQLITE.open(folder, new FakeClock());
        writer = Opened.dialect(store).open();
        reader = Opened.dialect(store).openReader();
    }

    @AfterEach
    void close() {
        reader.close();
        writer.close();
        store.close();
    }

    @Test
    void whatWasCommittedIsOnTheDisk() {
        for (Sql sql : List.of(writer, reader)) {
            assertThat(sql.number("PRAGMA synchronous")).isEqualTo(FULL);
        }
    }

    @Test
    void readersAndTheWriterDoNotWaitForEachOther() {
        for (Sql sql : List.of(writer, reader)) {
            assertThat(sql.first("PRAGMA journal_mode", Row::text)).contains("wal");
        }
    }

    @Test
    void whoeverHasToWaitWaits() {
        for (Sql sql : List.of(writer, reader)) {
            assertThat(sql.number("PRAGMA busy_timeout")).isEqualTo(5_000);
        }
    }

    @Test
    void theLogBesideTheFileStaysSmall() {
        assertThat(writer.number("PRAGMA wal_autocheckpoint")).isEqualTo(4_000);
        assertThat(writer.number("PRAGMA journal_size_limit")).isEqualTo(64 << 20);
    }

    @Test
    void memoryIsUsedWithinBounds() {
        assertThat(writer.number("PRAGMA cache_size")).isEqualTo(-8_192);
        assertThat(writer.number("PRAGMA temp_store")).isEqualTo(2);
        assertThat(writer.number("PRAGMA page_size")).isEqualTo(4_096);
    }

    @Test
    void aReaderCannotWrite() {
        assertThatThrownBy(() -> reader.update("DELETE FROM event")).isInstanceOf(SqlFailure.class);
        assertThat(writer.update("DELETE FROM event")).isZero();
    }
}
