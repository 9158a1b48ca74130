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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a store that is in use or is not, and what must not be made in their place. */
class BackupTest {

    private static final int LARGE = 16 << 20;

    @TempDir
    Path temporary;

    private SqliteSettings settings;
    private Path file;

    @BeforeEach
    void fill() throws IOException {
        Path data = temporary.resolve("data");
        FilledStore.in(data);
        settings = SqliteSettings.of(data);
        file = Files.createDirectory(temporary.resolve("backups")).resolve("holdpoint.db");
    }

    @Test
    void aBackupHasEveryRowAndIsForItsOwnerAlone() throws IOException {
        Inventory made = visit(false);

        assertThat(rows(file)).isEqualTo(rows(settings.file()));
        assertThat(made.counts().interactions()).isEqualTo(FilledStore.INTERACTIONS);
        assertThat(made.counts().pending()).isEqualTo(FilledStore.PENDING);
        assertThat(made.bytes()).isEqualTo(Files.size(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(sound(file)).isTrue();
        assertOnlyTheFile();
    }

    @Test
    void aServerStartsWithABackupAndGoesOn() throws IOException {
        visit(false);
        Path restored = temporary.resolve("restored");
        Files.createDirectory(restored);
        Files.copy(file, restored.resolve("holdpoint.db"));
        try (StoreEngine store =
                SqliteStore.open(SqliteSettings.of(restored), InstantSource.system(), StoreObserver.NONE)) {
            store.create(Caller.ANONYMOUS, Asks.any().made()).await().indefinitely();
            assertThat(store.isAvailable()).isTrue();
        }
        assertThat(sound(restored.resolve("holdpoint.db"))).isTrue();
    }

    /** Each is at one moment, all that was committed before is in it, and the writer never waits for it. */
    @Test
    void backupsOfAServerThatIsWrittenToAreWholeAndHaveWhatWasCommittedBefore() throws Exception {
        var committed = new AtomicInteger();
        var isOver = new AtomicBoolean();
        try (StoreEngine store = SqliteStore.open(settings, new FakeClock(), StoreObserver.NONE)) {
            Thread asking = Thread.ofPlatform().start(() -> {
                while (!isOver.get()) {
                    store.create(
                                    Caller.ANONYMOUS,
                                    Asks.any().in("s" + committed.get()).made())
                            .await()
                            .indefinitely();
                    committed.incrementAndGet();
                }
            });
            for (int i = 0; i < 20; i++) {
                int before = committed.get();

                Inventory made = Backup.make(settings, file, true, Backup.Progress.NONE);

                assertThat(made.counts().interactions())
                        .isBetween(
                                (long) before + FilledStore.INTERACTIONS,
                                (long) committed.get() + FilledStore.INTERACTIONS + 1);
                assertThat(sound(file)).as("backup %d", i).isTrue();
            }
            isOver.set(true);
            asking.join();
            assertThat(committed).hasPositiveValue();
        }
    }

    @Test
    void theWriterCommitsWhileACopyIsBeingMade() throws Exception {
        enlarge();
        var committed = new ArrayList<Integer>();
        try (StoreEngine store = SqliteStore.open(settings, new FakeClock(), StoreObserver.NONE)) {
            Inventory made = Backup.make(settings, file, false, (bytes, of) -> {
                store.create(
                                Caller.ANONYMOUS,
                                Asks.any().in("s" + committed.size()).made())
                        .await()
                        .indefinitely();
                committed.add(1);
                return true;
            });

            assertThat(committed).hasSizeGreaterThan(1);
            assertThat(made.counts().interactions())
                    .isBetween((long) FilledStore.INTERACTIONS, (long) FilledStore.INTERACTIONS + committed.size());
        }
    }

    @Test
    void whatIsNotWantedAnyMoreLeavesNothing() throws IOException {
        enlarge();
        var told = new ArrayList<Long>();
        assertThatThrownBy(() -> Backup.make(settings, file, false, (bytes, of) -> {
                    told.add(of);
                    return told.size() < 2;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the backup was given up; nothing was made");

        assertThat(told).hasSizeGreaterThanOrEqualTo(2).allMatch(of -> of > LARGE);
        assertThat(file.getParent()).isEmptyDirectory();
    }

    @Test
    void whoeverBreaksOffWhileHeIsToldLeavesNothing() throws IOException {
        enlarge();
        assertThatThrownBy(() -> Backup.make(settings, file, false, (bytes, of) -> {
                    throw new IllegalArgumentException("planted");
                }))
                .hasMessage("planted");
        assertThat(file.getParent()).isEmptyDirectory();
    }

    @Test
    void aFileThatIsThereStaysUnlessItMayBeReplaced() throws IOException {
        Files.writeString(file, "mine");
        assertRefused(file, "is there already: name another file, or replace it with --force");
        assertThat(file).hasContent("mine");

        visit(true);

        assertThat(sound(file)).isTrue();
        assertOnlyTheFile();
    }

    @Test
    void aFileThatComesThereMeanwhileStays() throws IOException {
        assertThatThrownBy(() -> Backup.make(settings, file, false, (bytes, of) -> {
                    write(file);
                    return true;
                }))
                .hasMessageContaining("is there already");
        assertThat(file).hasContent("mine");
        assertOnlyTheFile();
    }

    @Test
    void whatAProcessLeftThatWasKilledIsTakenAwayAndNothingElse() throws IOException {
        Path left = Files.writeString(file.resolveSibling(".holdpoint.db.1f.part"), "half");
        Path other = Files.writeString(file.resolveSibling(".holdpoint.db.old"), "other");
        Path others = Files.writeString(file.resolveSibling(".other.db.1f.part"), "others");

        visit(false);

        assertThat(left).doesNotExist();
        assertThat(List.of(other, others)).allMatch(Files::exists);
    }

    @Test
    void whatIsTakenAwayMeanwhileIsToldSo() throws IOException {
        enlarge();
        assertThatThrownBy(() -> Backup.make(settings, file, false, (bytes, of) -> {
                    parts().forEach(part -> part.toFile().delete());
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("what was written was taken away");
        assertThat(file).doesNotExist();
    }

    @Test
    void nothingOfTheStoreIsEverReplaced() throws IOException {
        Path data = settings.folder();
        byte[] before = Files.readAllBytes(settings.file());
        Path link = Files.createSymbolicLink(temporary.resolve("link.db"), settings.file());
        Path folder = Files.createSymbolicLink(temporary.resolve("folder"), data);
        for (Path own : List.of(
                settings.file(),
                link,
                folder.resolve("holdpoint.db"),
                data.resolve("../data/holdpoint.db"),
                data.resolve("holdpoint.db-wal"),
                data.resolve("holdpoint.db-shm"),
                data.resolve("holdpoint.lock"),
                data.resolve("admin.sock"),
                data.resolve("responder.token"))) {
            assertThatThrownBy(() -> Backup.visit(settings, own, true, Backup.Progress.NONE))
                    .as(own.toString())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageEndingWith("is the store's own: name another file");
        }
        assertThat(settings.file()).hasBinaryContent(before);

        Path beside = data.resolve("backup.db");
        Backup.visit(settings, beside, false, Backup.Progress.NONE);
        assertThat(sound(beside)).isTrue();
    }

    @Test
    void whatCannotBeWrittenIsToldAndMakesNothing() throws IOException {
        assertRefused(file.getParent(), "is a folder: name a file in it");
        assertRefused(file.resolveSibling("none").resolve("x.db"), "none is not there: make it first");
        Path plain = Files.writeString(temporary.resolve("plain"), "x");
        assertRefused(plain.resolve("x.db"), "plain is not there: make it first");
        assertRefused(Path.of("/proc/x.db"), "the folder /proc cannot be written to");
        assertThat(file.getParent()).isEmptyDirectory();
    }

    @Test
    void aDamagedStoreIsNotPassedOnAsABackup() throws IOException {
        enlarge();
        try (var access = new RandomAccessFile(settings.file().toFile(), "rw")) {
            for (long page = 2; page < 60; page++) {
                access.seek(page * SqliteSettings.PAGE_SIZE);
                access.write(new byte[SqliteSettings.PAGE_SIZE]);
            }
        }
        assertRefused(file, "is damaged, and cannot be copied");
        assertThat(file.getParent()).isEmptyDirectory();
    }

    /** It is made before a newer version is started, which brings the file up to date. */
    @Test
    void theVersionStaysInTheFolderAndInTheBackup() throws IOException {
        Path data = Files.createDirectory(temporary.resolve("older"));
        var older = SqliteSettings.of(data);
        try (Sql sql = new Database(older).open()) {
            UpgradeTest.makeVersion2(sql);
        }

        Inventory made = Backup.visit(older, file, false, Backup.Progress.NONE);

        assertThat(made.schema()).isEqualTo(2);
        assertThat(made.counts()).isNull();
        try (Sql sql = FileAtRest.open(older.file())) {
            assertThat(sql.number("PRAGMA user_version")).isEqualTo(2);
        }
    }

    private Inventory visit(boolean replaces) {
        return Backup.visit(settings, file, replaces, Backup.Progress.NONE);
    }

    private void assertRefused(Path target, String said) {
        assertThatThrownBy(() -> Backup.visit(settings, target, false, Backup.Progress.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(said);
    }

    private void assertOnlyTheFile() throws IOException {
        try (Stream<Path> all = Files.list(file.getParent())) {
            assertThat(all).containsExactly(file);
        }
    }

    private List<Path> parts() {
        try (Stream<Path> all = Files.list(file.getParent())) {
            return all.toList();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "mine");
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static boolean sound(Path file) throws IOException {
        Soundness soundness = Soundness.of(file, file.getParent(), what -> {});
        assertThat(soundness.findings()).isEmpty();
        return soundness.isSound();
    }

    /** So that a copy takes a while. */
    private void enlarge() {
        try (Sql sql = new Database(settings).open()) {
            for (int i = 0; i < 8; i++) {
                sql.update("INSERT INTO probe VALUES (randomblob(?))", LARGE);
            }
        }
    }

    /** All rows of all tables. */
    private static Map<String, List<String>> rows(Path file) {
        var rows = new TreeMap<String, List<String>>();
        try (Sql sql = FileAtRest.open(file)) {
            for (String table : sql.texts("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
                String columns = String.join(
                        " || '|' || ",
                        sql.texts("SELECT 'quote(' || name || ')' FROM pragma_table_info('" + table + "')"));
                rows.put(table, sql.texts("SELECT " + columns + " FROM " + table + " ORDER BY 1"));
            }
        }
        return rows;
    }
}
