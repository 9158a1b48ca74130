package dev.holdpoint.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Keeps a second server off the same folder. An operating-system lock: it goes with the process, however that ends. */
final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder where it is missing, readable by its owner only, and locks it. */
    static FolderLock acquire(Path folder) {
        try {
            create(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve("holdpoint.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new IllegalStateException("another Holdpoint server uses the folder " + folder.toAbsolutePath()
                        + ": stop it, or give this one its own with holdpoint.data-dir");
            }
            return new FolderLock(channel);
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "the data folder " + folder.toAbsolutePath() + " cannot be used (" + failure
                            + "): make it writable, or name another with holdpoint.data-dir",
                    failure);
        }
    }

    private static void create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        boolean isPosix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (isPosix) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
