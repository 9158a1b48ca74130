package dev.holdpoint.settings;

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

    /** What root makes there an agent of its owner may be unable to read. */
    @Test
    void rootMakesNothingInAFolderOfSomebodyElse() throws IOException {
        Path folder = ofSomebodyElse(Files.createDirectory(temporary.resolve("folder")));
        String owner = Files.getOwner(folder).getName();
        assertThatThrownBy(() -> new Ownership(() -> somebody("root")).check(folder.resolve("a/b/c")))
                .isInstanceOf(NotDoneException.class)
                .hasMessageStartingWith(folder + " belongs to " + owner + ", and this runs as root")
                .hasMessageContaining("run it as " + owner);
    }

    /** As a group shares one, and as an image has one for whatever user it is run as. */
    @Test
    void whoeverElseMayWriteSomewhereMakesWhatIsTheirs() throws IOException {
        assertThatCode(() -> new Ownership(() -> somebody("nobody")).check(temporary.resolve("a/b/c")))
                .doesNotThrowAnyException();
    }

    @Test
    void aFileThatIsThereStaysItsOwners() throws IOException {
        Path file = ofSomebodyElse(Files.createFile(temporary.resolve("file")));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), file);
        for (Path path : new Path[] {file, link}) {
            assertThatThrownBy(() -> new Ownership(() -> somebody("daemon")).check(path))
                    .hasMessageStartingWith(file + " belongs to ");
        }
    }

    /** Nobody's agent but root's own is in danger there. */
    @Test
    void whatAnImageBroughtAlongIsForWhoeverItIsRunAs() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        UserPrincipal owner = Files.getOwner(file);
        UserPrincipal root = somebody("root");
        assertThatCode(() -> new Ownership(() -> owner.equals(root) ? somebody("nobody") : owner).check(file))
                .doesNotThrowAnyException();
    }

    /** Root gives it away; for all others who runs this is somebody else than root already. */
    private Path ofSomebodyElse(Path file) throws IOException {
        if (Files.getOwner(file).equals(somebody("root"))) {
            Files.setOwner(file, somebody("nobody"));
        }
        return file;
    }

    private UserPrincipal somebody(String name) throws IOException {
        return temporary.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
    }
}
