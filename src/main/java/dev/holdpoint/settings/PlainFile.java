package dev.holdpoint.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that others may have written, which is read to its end: one that has an end, and is not too large to be kept whole. */
public final class PlainFile {

    /** Far more than anybody's settings have. */
    private static final int MOST = 1 << 20;

    private PlainFile() {}

    /**
     * What stands in it, or in the one that its links lead to.
     *
     * @throws IOException where it cannot be read, or is none that is
     */
    public static byte[] bytes(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) { // to open a pipe is to wait for whoever writes
            throw new FileSystemException(
                    file.toString(), null, "is no file with an end, but a folder, a device or a pipe");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                throw new FileSystemException(file.toString(), null, "is larger than 1 MiB, which is not read");
            }
            return bytes;
        }
    }

    /**
     * The same as text.
     *
     * @throws java.nio.charset.CharacterCodingException where it is no UTF-8
     */
    public static String text(Path file) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes(file)))
                .toString();
    }
}
