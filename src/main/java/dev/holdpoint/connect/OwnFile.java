package dev.holdpoint.connect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that are written as a whole or not at all, and that are nobody else's from their first byte. */
final class OwnFile {

    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private OwnFile() {}

    /** Puts it in the place of what is there, whose permissions it gets; where nothing is, it is only its owner's. */
    static void write(Path file, byte[] content) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file;
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file");
        }
        Files.createDirectories(folder, FOLDER);
        Set<PosixFilePermission> permissions = Files.exists(target) ? Files.getPosixFilePermissions(target) : OWN;
        Path begun = folder.resolve("." + target.getFileName() + ".holdpoint");
        Files.deleteIfExists(begun);
        try (SeekableByteChannel channel = Files.newByteChannel(
                begun,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC),
                PosixFilePermissions.asFileAttribute(OWN))) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.setPosixFilePermissions(begun, permissions);
        Files.move(begun, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
