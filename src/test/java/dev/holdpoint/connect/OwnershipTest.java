package dev.holdpoint.connect;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.client.NotDoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OwnershipTest {

    @TempDir
    Path temporary;

    @Test
    void whatThisProcessMadeIsItsOwn() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        assertThatCode(() -> Ownership.ofThisProcess().check(file, temporary.resolve("a/b/c"), temporary))
                .doesNotThrowAnyException();
    }

    @Test
    void theNearestThatIsThereSaysWhoseItIs() throws IOException {
        UserPrincipal other =
                temporary.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        String owner = Files.getOwner(temporary).getName();
        assertThatThrownBy(() -> new Ownership(() -> other).check(temporary.resolve("a/b/c")))
                .isInstanceOf(NotDoneException.class)
                .hasMessageStartingWith(temporary + " belongs to " + owner + ", and this runs as nobody")
                .hasMessageContaining("run it as " + owner);
        Path file = Files.createFile(temporary.resolve("file"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), file);
        assertThatThrownBy(() -> new Ownership(() -> other).check(link)).hasMessageStartingWith(file + " belongs to ");
    }

    /** Whoever makes something in the folder of temporary files has it. */
    @Test
    void aFolderForAllIsNobodys() throws IOException {
        UserPrincipal other =
                temporary.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        assertThatCode(() -> new Ownership(() -> other).check(Path.of("/tmp/nowhere-at-all/settings.json")))
                .doesNotThrowAnyException();
    }
}
