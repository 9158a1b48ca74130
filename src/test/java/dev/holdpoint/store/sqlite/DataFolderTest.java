package dev.holdpoint.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sql.StoreObserver;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who can read what is kept, and where it may be kept. */
class DataFolderTest {

    private static final String FILE = "rw-------";

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectory(temporary.resolve("data"));
        mode(folder, "rwxrwxrwx");
    }

    @Test
    void everyFileIsForItsOwnerAlone() throws IOException {
        StoreEngine store = opened();

        assertThat(modes())
                .containsEntry("holdpoint.db", FILE)
                .containsEntry("holdpoint.db-wal", FILE)
                .containsEntry("holdpoint.db-shm", FILE)
                .containsEntry("holdpoint.lock", FILE)
                .containsEntry("lib", "rwx------")
                .allSatisfy((name, mode) -> assertThat(mode).endsWith("------"));
        store.close();
    }

    @Test
    void filesOfAnOlderVersionAreTakenFromOthers() throws IOException {
        opened().close();
        List<String> names = List.copyOf(modes().keySet());
        for (String name : names) {
            if (Files.isRegularFile(folder.resolve(name))) {
                mode(folder.resolve(name), "rw-r--r--");
            }
        }

        StoreEngine store = opened();

        assertThat(modes()).allSatisfy((name, mode) -> assertThat(mode).endsWith("------"));
        assertThat(modes()).hasSizeGreaterThan(4);
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "NFS4", "cifs", "smb", "smbfs", "smb2", "smb3", "9p", "fuse.sshfs"})
    void aNetworkFileSystemIsRefused(String type) {
        assertThatThrownBy(() -> DataFolder.checkFileSystem(folder, type))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("(" + type + ")")
                .hasMessageContaining("holdpoint.data-dir");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ext4", "xfs", "btrfs", "zfs", "overlay", "tmpfs", "apfs", "NTFS", "virtiofs", "fuseblk", ""})
    void anyOtherIsTaken(String type) {
        assertThatCode(() -> DataFolder.checkFileSystem(folder, type)).doesNotThrowAnyException();
    }

    private StoreEngine opened() {
        StoreEngine store = SqliteStore.open(SqliteSettings.of(folder), new FakeClock(), StoreObserver.NONE);
        store.create(Caller.ANONYMOUS, Asks.any().made()).await().atMost(Duration.ofSeconds(30));
        return store;
    }

    /** The modes of all that is in the folder. */
    private Map<String, String> modes() throws IOException {
        var modes = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(each -> !each.equals(folder)).toList()) {
                modes.put(
                        folder.relativize(path).toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
        }
        return modes;
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
