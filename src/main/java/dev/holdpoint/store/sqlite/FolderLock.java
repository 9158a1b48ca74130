package dev.holdpoint.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Keeps a second server off the same folder. An operating-system lock: it goes with the process, however that ends. */
final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder where it is missing, and locks it. */
    static FolderLock acquire(Path folder) {
        try {
            DataFolder.prepare(folder);
            Path file = folder.resolve("holdpoint.lock");
            FileChannel channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), DataFolder.ofOwner(file));
            if (!tryLock(channel)) {
                channel.close();
                throw new FolderInUseException("another Holdpoint server uses the folder " + folder.toAbsolutePath()
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
