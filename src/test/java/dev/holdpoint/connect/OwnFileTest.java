package dev.holdpoint.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OwnFileTest {

    @TempDir
    Path temporary;

    @Test
    void whoeverWritesBesideOthersWritesAWhole() throws Exception {
        // Given
        Path file = temporary.resolve("settings.json");
        var writing = new ArrayList<Callable<Void>>();
        for (int i = 0; i < 200; i++) {
            byte[] content = String.valueOf((char) ('a' + i % 26)).repeat(9_000).getBytes(StandardCharsets.UTF_8);
            writing.add(() -> {
                OwnFile.write(file, content);
                return null;
            });
        }

        // When
        List<Future<Void>> ended;
        try (var threads = Executors.newFixedThreadPool(8)) {
            ended = threads.invokeAll(writing);
        }

        // Then
        for (Future<Void> one : ended) {
            one.get();
        }
        assertThat(Files.readString(file)).matches("(.)\\1{8999}");
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void linksThatLeadBackAreNoEndlessWay() throws IOException {
        Path link = temporary.resolve("a");
        Files.createSymbolicLink(link, Path.of("b"));
        Files.createSymbolicLink(temporary.resolve("b"), Path.of("a"));
        assertThatThrownBy(() -> OwnFile.write(link, new byte[1]))
                .isInstanceOfSatisfying(
                        FileSystemException.class,
                        loop -> assertThat(FileTrouble.words(loop)).isEqualTo(link + ": its links lead back to it"));
    }

    @Test
    void aFailureSaysMoreThanAPath() {
        assertThat(FileTrouble.words(new AccessDeniedException("/x")))
                .isEqualTo("/x: this user may not read or write there");
        assertThat(FileTrouble.words(new NoSuchFileException("/x"))).isEqualTo("/x: is not there any more");
        assertThat(FileTrouble.words(new FileAlreadyExistsException("/x"))).isEqualTo("/x: is there, and is no folder");
        assertThat(FileTrouble.words(new FileSystemException("/x"))).startsWith("/x: the file system refused it");
        assertThat(FileTrouble.words(new FileSystemException("/x", null, "No space left")))
                .isEqualTo("/x: No space left");
    }
}
