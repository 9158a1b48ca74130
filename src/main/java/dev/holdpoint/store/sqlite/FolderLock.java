package dev.holdpoint.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a second server off the same folder, and whoever opens the store for a moment apart from servers and each other.
 * Operating-system locks: they go with the process, however that ends. A server has the first byte and the second, and waits
 * for the second; a visitor has the second.
 */
final class FolderLock implements AutoCloseable {

    private static final long SERVER = 0;
    private static final long OPEN = 1;

    /** How often a server tries to have what a visitor has, and how long between: 10 s. */
    private static final int ATTEMPTS = 500;

    private static final long PAUSE = 20_000_000;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder where it is missing, and locks it for a server. */
    static FolderLock acquire(Path folder) {
        return lock(folder, channel -> {
            if (!tryLock(channel, SERVER)) {
                throw new FolderInUseException("another Holdpoint server uses the folder " + folder.toAbsolutePath()
                        + ": stop it, or give this one its own with holdpoint.data-dir");
            }
            for (int attempt = 1; !tryLock(channel, OPEN); attempt++) {
                if (attempt == ATTEMPTS) {
                    throw new FolderInUseException("a holdpoint command uses the folder " + folder.toAbsolutePath()
                            + ": try again once it has ended");
                }
                LockSupport.parkNanos(PAUSE);
            }
        });
    }

    /** The same for a moment, in which no server can have it. */
    static FolderLock visit(Path folder) {
        return lock(folder, channel -> {
            if (!tryLock(channel, OPEN)) {
                throw new FolderInUseException("a Holdpoint server uses the folder " + folder.toAbsolutePath());
            }
        });
    }

    /** Takes locks of a file, or throws. */
    private interface Locking {
        void lock(FileChannel channel) throws IOException;
    }

    private static FolderLock lock(Path folder, Locking locking) {
        try {
            DataFolder.prepare(folder);
            Path file = folder.resolve("holdpoint.lock");
            FileChannel channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), DataFolder.ofOwner(file));
            try {
                locking.lock(channel);
                return new FolderLock(channel);
            } catch (IOException | RuntimeException refused) {
                channel.close();
                throw refused;
            }
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "the data folder " + folder.toAbsolutePath() + " cannot be used (" + failure
                            + "): make it writable, or name another with holdpoint.data-dir",
                    failure);
        }
    }

    private static boolean tryLock(FileChannel channel, long at) throws IOException {
        try {
            return channel.tryLock(at, 1, false) != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    /** As {@link #close}, by whoever does not live on with a lock that stays. */
    void release() {
        try {
            close();
        } catch (IOException broken) {
            throw new IllegalStateException("the folder could not be released: " + broken.getMessage(), broken);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
