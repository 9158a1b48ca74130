package dev.holdpoint.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.StoreObserver;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.FilledStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are sound, and faults planted in one: each is told with its place, and the file stays as it is. */
class SoundnessTest {

    private static final String SETTLED = "(SELECT min(sequence) FROM state WHERE status = 'resolved')";
    private static final String PENDING = "(SELECT max(sequence) FROM state)";

    @TempDir
    Path temporary;

    @Test
    void aStoreWithSomethingOfEverythingIsSound() throws IOException {
        Path file = filled();

        Soundness soundness = look(file);

        assertThat(soundness.findings()).isEmpty();
        assertThat(soundness.isSound()).isTrue();
        assertThat(soundness.isOlder()).isFalse();
        Inventory inventory = soundness.inventory();
        assertThat(inventory.schema()).isEqualTo(Migrations.newest());
        assertThat(inventory.bytes()).isEqualTo(Files.size(file));
        assertThat(inventory.counts().interactions()).isEqualTo(FilledStore.INTERACTIONS);
        assertThat(inventory.counts().pending()).isEqualTo(FilledStore.PENDING);
        assertThat(inventory.counts().newestAt()).isNotNull();
        try (Sql sql = FileAtRest.open(file)) {
            assertThat(inventory.counts().newest()).isEqualTo(sql.number("SELECT max(number) FROM event"));
        }
    }

    @Test
    void anEmptyStoreIsSound() throws IOException {
        SqliteStore.open(SqliteSettings.of(temporary), new FakeClock(), StoreObserver.NONE)
                .close();
        Soundness soundness = look(SqliteSettings.of(temporary).file());
        assertThat(soundness.findings()).isEmpty();
        assertThat(soundness.inventory().counts()).isEqualTo(new Inventory.Counts(0, 0, 0, 0, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "DELETE FROM payload WHERE sequence = " + PENDING
                        + " | ^interaction \\d+ \\(.+\\): what was asked is missing.*",
                "DELETE FROM state WHERE sequence = " + PENDING + " | ^payload \\d+: its interaction is missing.*",
                "DELETE FROM state WHERE sequence = " + PENDING + " | ^event \\d+: its interaction \\d+ is missing.*",
                "DELETE FROM state WHERE sequence = " + PENDING + " | ^tally of default: has 2 pending, there are 1",
                "DELETE FROM event WHERE sequence = " + PENDING + " | ^event \\d+: is missing, and asked interaction.*",
                "DELETE FROM event WHERE sequence = " + SETTLED
                        + " AND kind = 'settled' | ^event \\d+: is missing, and settled interaction.*",
                "UPDATE event SET status = 'rejected' WHERE sequence = " + SETTLED
                        + " | ^event \\d+: tells otherwise how interaction.*",
                "UPDATE event SET at = at + 1 WHERE sequence = " + SETTLED
                        + " | ^event \\d+: tells otherwise how interaction.*",
                "UPDATE event SET number = number + 1000 WHERE sequence = " + PENDING
                        + " | ^event 10\\d\\d: says requested of interaction.*",
                "UPDATE event SET kind = 'seen' WHERE sequence = " + PENDING + " | ^event \\d+: cannot be read.*",
                "UPDATE state SET status = 'pending' WHERE sequence = " + SETTLED
                        + " | ^interaction \\d+ \\(.+\\): is pending, which how it ended.*",
                "UPDATE state SET origin = NULL WHERE sequence = " + SETTLED
                        + " | ^interaction \\d+ \\(.+\\): is resolved, which how it ended.*",
                "UPDATE tally SET expired = expired + 1 | ^tally of default: has 1 pending, there are 2",
                "DELETE FROM log_state | ^log_state: has 0 rows, and needs one",
                "UPDATE payload SET data = '{' WHERE sequence = " + PENDING + " | ^payload \\d+: is no JSON",
                "UPDATE payload SET on_expiry = 'resolve', on_expiry_value = '}' | ^payload \\d+: is no JSON",
                "UPDATE event SET response = 'yes' WHERE sequence = " + SETTLED
                        + " | ^event \\d+: its response is no JSON",
                "UPDATE state SET id = 'none' WHERE sequence = " + PENDING
                        + " | ^interaction \\d+: cannot be read: .*none",
                "UPDATE state SET type = 'No Type' WHERE sequence = " + PENDING
                        + " | ^interaction \\d+: cannot be read: .*",
                "UPDATE credential SET kind = 'cookie' | ^credential .+: cannot be read: .*",
                "PRAGMA user_version = 99 | ^schema: is 99, which a newer Holdpoint made.*",
                "DROP TABLE tally | ^counts: cannot be looked at: .*no such table: tally.*",
                "DROP TABLE log_state | ^schema: is none of Holdpoint's",
                "PRAGMA user_version = 0 | ^schema: is none of Holdpoint's",
            })
    void aFaultIsToldWithItsPlace(String fault, String told) throws IOException {
        Path file = filled();
        spoil(file, fault);
        byte[] before = Files.readAllBytes(file);

        Soundness soundness = look(file);

        assertThat(soundness.isSound()).isFalse();
        assertThat(soundness.findings()).anyMatch(line -> line.matches(told));
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void anIndexThatLacksARowIsTold() throws IOException {
        Path file = filled();
        spoil(
                file,
                "PRAGMA writable_schema = 1",
                "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'state_due')"
                        + " WHERE name = 'state_session'");
        assertThat(look(file).findings())
                .anyMatch(line -> line.startsWith("pages: ") && line.contains("state_session"));
    }

    @Test
    void eachFlippedPageIsTold() throws IOException {
        Path file = filled();
        byte[] whole = Files.readAllBytes(file);
        int pages = whole.length / SqliteSettings.PAGE_SIZE;
        assertThat(pages).isGreaterThan(10);
        for (int page = 0; page < pages; page++) {
            byte[] flipped = whole.clone();
            for (int i = 0; i < SqliteSettings.PAGE_SIZE; i++) {
                flipped[page * SqliteSettings.PAGE_SIZE + i] ^= 0x5a;
            }
            Files.write(file, flipped);
            assertThat(look(file).findings())
                    .as("page %d of %d", page + 1, pages)
                    .isNotEmpty();
        }
    }

    @Test
    void aFileThatEndsTooEarlyIsTold() throws IOException {
        Path file = filled();
        long size = Files.size(file);
        for (long left :
                List.of(size - 1, size - SqliteSettings.PAGE_SIZE, size / 2, 4_096L, 4_000L, 100L, 15L, 1L, 0L)) {
            Path cut = temporary.resolve("cut.db");
            Files.copy(file, cut);
            try (var access = new RandomAccessFile(cut.toFile(), "rw")) {
                access.setLength(left);
            }
            assertThat(look(cut).findings()).as("%d of %d bytes", left, size).isNotEmpty();
            Files.delete(cut);
        }
    }

    @Test
    void whatIsNoStoreIsTold() throws IOException {
        Path junk = Files.writeString(temporary.resolve("junk"), "junk".repeat(5_000));
        assertThat(look(junk)).isEqualTo(new Soundness(null, List.of("file: is none of SQLite's")));
        Path other = temporary.resolve("other.db");
        try (Sql sql = new Database(new SqliteSettings(
                        temporary, SqliteSettings.of(temporary).writer(), 1, 100))
                .open()) {
            sql.execute("CREATE TABLE x (y)");
        }
        Files.move(SqliteSettings.of(temporary).file(), other);
        assertThat(look(other)).isEqualTo(new Soundness(null, List.of("schema: is none of Holdpoint's")));
    }

    @Test
    void whatCannotBeReadSaysNothingOfIt() {
        assertThatThrownBy(() -> look(temporary.resolve("none"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> look(temporary))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no file");
    }

    @Test
    void anOlderVersionIsSoundAndSaidToBeOlder() throws IOException {
        var settings = SqliteSettings.of(temporary);
        for (int version : List.of(2, 4, 6)) {
            try (Sql sql = new Database(settings).open()) {
                if (version == 2) {
                    UpgradeTest.makeVersion2(sql);
                } else {
                    new Migrations(sql, settings, new FakeClock()).apply(version);
                }
            }
            Soundness soundness = look(settings.file());
            assertThat(soundness.findings()).as("version %d", version).isEmpty();
            assertThat(soundness.isOlder()).isTrue();
            assertThat(soundness.inventory().schema()).isEqualTo(version);
            assertThat(soundness.inventory().counts() == null).isEqualTo(version < 4);
        }
    }

    /** Names that mean something in an address are names. */
    @Test
    void nothingIsLeftBesideAFileWhateverItIsCalled() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("a ?mode=rwc&b#c%41ä"));
        Path file = folder.resolve("x?y#z%20ö.db");
        Files.copy(filled(), file);
        var modified = Files.getLastModifiedTime(file);

        assertThat(look(file).findings()).isEmpty();

        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(modified);
        assertThat(temporary.resolve("a ")).doesNotExist();
    }

    @Test
    void aStoreThatIsInUseIsReadWithWhatIsNotInItsFileYet() throws IOException {
        Path file = filled();
        try (StoreEngine store =
                SqliteStore.open(SqliteSettings.of(file.getParent()), new FakeClock(), StoreObserver.NONE)) {
            store.create(Caller.ANONYMOUS, Asks.any().made()).await().indefinitely();
            byte[] before = Files.readAllBytes(file);

            Soundness soundness = look(file);

            assertThat(soundness.findings()).isEmpty();
            assertThat(soundness.inventory().counts().interactions()).isEqualTo(FilledStore.INTERACTIONS + 1);
            assertThat(file).hasBinaryContent(before);
        }
    }

    @Test
    void manyFaultsOfAKindAreCounted() throws IOException {
        Path file = filled();
        spoil(
                file,
                "INSERT INTO payload (sequence, metadata, data) WITH RECURSIVE n (value) AS"
                        + " (SELECT 1001 UNION ALL SELECT value + 1 FROM n WHERE value < 1100)"
                        + " SELECT value, '{}', '{}' FROM n");
        assertThat(look(file).findings()).hasSize(11).last().isEqualTo("and 90 more of what was asked");
    }

    private Path filled() {
        Path folder = temporary.resolve("data");
        FilledStore.in(folder);
        return SqliteSettings.of(folder).file();
    }

    private static void spoil(Path file, String... statements) {
        try (Sql sql = new Database(SqliteSettings.of(file.getParent())).open()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    private Soundness look(Path file) throws IOException {
        return Soundness.of(
                file,
                temporary.resolve("data"),
                what -> assertThat(what.getBytes(StandardCharsets.UTF_8)).isNotEmpty());
    }
}
