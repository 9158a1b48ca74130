package dev.holdpoint.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.client.Place;
import dev.holdpoint.connect.Before;
import dev.holdpoint.connect.TokenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    /** Whoever could read the last one is not to read the next, and a link would put it where others are. */
    @Test
    void secretsAreTheirOwnersAloneWhateverWasThere() throws IOException {
        // Given
        Path folder = Files.createDirectories(temporary.resolve("kept"));
        Path token = readable(folder.resolve("codex.token"));
        Path elsewhere = readable(temporary.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(folder.resolve("gemini.token"), elsewhere);
        Path settings = temporary.resolve("settings.json");
        new Before(new byte[1], "", Set.of()).keep(folder, settings);
        Path kept = only(folder.resolve("connected"));
        readable(kept);

        // When
        TokenFile.write(token, "hpa_next", Place.of("http://h"));
        TokenFile.write(link, "hpa_next", Place.of("http://h"));
        new Before(new byte[2], "", Set.of()).keep(folder, settings);

        // Then
        assertThat(List.of(token, link, kept)).allSatisfy(file -> {
            assertThat(file).isRegularFile();
            assertThat(Files.isSymbolicLink(file)).isFalse();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        });
        assertThat(elsewhere).hasContent("before");
    }

    @Test
    void settingsKeepTheirPermissionsAndTheirLink() throws IOException {
        Path settings = readable(temporary.resolve("settings.json"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), settings);
        OwnFile.write(link, new byte[] {'x'});
        assertThat(link).isSymbolicLink();
        assertThat(settings).hasContent("x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)))
                .isEqualTo("rw-r--r--");
    }

    private static Path readable(Path file) throws IOException {
        Files.writeString(file, "before");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().orElseThrow();
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
