package dev.holdpoint.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.client.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {

    @TempDir
    Path temporary;

    @Test
    void aTokenIsItsOwnersAlone() throws IOException {
        // Given
        Path file = temporary.resolve("new").resolve("codex.token");

        // When
        TokenFile.write(file, "hpa_secret", Place.of("http://h:1/x"));

        // Then
        assertThat(file).content().isEqualTo("hpa_secret\nhttp://h:1/x/\n");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(temporary.resolve("new"))).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(temporary.resolve("new"))) {
            assertThat(files).containsExactly(file);
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
