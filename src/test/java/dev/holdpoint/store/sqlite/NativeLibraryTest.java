package dev.holdpoint.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.util.LibraryLoaderUtil;

/** Where SQLite's library comes from. */
class NativeLibraryTest {

    @TempDir
    Path folder;

    private Path place;
    private Path library;
    private byte[] packed;

    @BeforeEach
    void unpack() throws IOException {
        place = folder.resolve("lib");
        library = place.resolve(LibraryLoaderUtil.getNativeLibName());
        assertThat(NativeLibrary.unpack(place)).isTrue();
        packed = Files.readAllBytes(library);
    }

    @Test
    void itIsUnpackedWholeAndNothingBesideIt() {
        System.load(library.toString());
        assertThat(place.toFile().list()).containsExactly(LibraryLoaderUtil.getNativeLibName());
    }

    @Test
    void whatIsThereIsNotWrittenAgain() throws IOException {
        Object before = Files.readAttributes(library, "unix:ino,ctime");
        assertThat(NativeLibrary.unpack(place)).isTrue();
        assertThat(Files.readAttributes(library, "unix:ino,ctime")).isEqualTo(before);
    }

    @Test
    void anotherAnOlderOrHalfOfOneIsReplaced() throws IOException {
        byte[] other = packed.clone();
        other[other.length - 1]++;
        byte[] longer = Arrays.copyOf(packed, packed.length + 1);
        byte[] half = Arrays.copyOf(packed, packed.length / 2);
        for (byte[] wrong : new byte[][] {other, longer, half, {}}) {
            Files.write(library, wrong);
            NativeLibrary.unpack(place);
            assertThat(library).hasBinaryContent(packed);
        }
    }

    @Test
    void aPartThatAKilledProcessLeftIsNoHindrance() throws IOException {
        Files.delete(library);
        Files.write(place.resolve(LibraryLoaderUtil.getNativeLibName() + ".part"), new byte[100]);
        NativeLibrary.unpack(place);
        assertThat(library).hasBinaryContent(packed);
    }
}
