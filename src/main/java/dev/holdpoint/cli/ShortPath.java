package dev.holdpoint.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A path to a socket that is short enough for its address (108 bytes on Linux, 104 elsewhere, a zero at the end): where it is
 * not, one by a link in a folder of its own, which lasts until this is closed.
 */
record ShortPath(Path path, @Nullable Path place) implements AutoCloseable {

    private static final int MAX_BYTES = 103;
    private static final String LINK = "d";

    static ShortPath of(Path socket) throws IOException {
        if (isShort(socket)) {
            return new ShortPath(socket, null);
        }
        Path target = socket.toAbsolutePath();
        Path place = Files.createTempDirectory("holdpoint"); // for its owner alone
        var reached = new ShortPath(place.resolve(LINK).resolve(target.getFileName()), place);
        Files.createSymbolicLink(place.resolve(LINK), target.getParent());
        if (!isShort(reached.path)) {
            reached.close();
            throw new IOException("the path " + target + " is longer than the " + MAX_BYTES
                    + " bytes that a socket's may have, and so is one through " + place.getParent()
                    + ": name a shorter holdpoint.data-dir, or java.io.tmpdir");
        }
        return reached;
    }

    private static boolean isShort(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    @Override
    public void close() throws IOException {
        if (place != null) {
            Files.delete(place.resolve(LINK));
            Files.delete(place);
        }
    }
}
