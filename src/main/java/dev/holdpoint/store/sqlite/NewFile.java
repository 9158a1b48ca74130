package dev.holdpoint.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Set;

/**
 * A file that is written beside its place and put there once it is whole. Each attempt has a name of its own, so that nobody
 * puts there what somebody else is writing.
 *
 * @param file absolute
 * @param replaces whether it may take the place of another
 * @param store which it may not be a part of
 */
record NewFile(Path file, boolean replaces, SqliteSettings store) {

    private static final String PART = ".part";
    private static final String JOURNAL = "-journal";

    /** What else has its place in a data folder. */
    private static final Set<String> OTHERS = Set.of("admin.sock", "admin.new", "responder.token", "lib");

    NewFile(Path file, boolean replaces, SqliteSettings store) {
        this.file = file.normalize();
        this.replaces = replaces;
        this.store = store;
    }

    /** Refuses, with a sentence, what cannot be written or must not be. */
    void check() {
        Path folder = folder();
        if (Files.isDirectory(file)) {
            throw new IllegalStateException(file + " is a folder: name a file in it");
        }
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("the folder " + folder + " is not there: make it first");
        }
        if (isOfStore()) {
            throw new IllegalStateException(file + " is the store's own: name another file");
        }
        refuseWhereItIs();
    }

    private void refuseWhereItIs() {
        if (!replaces && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalStateException(file + " is there already: name another file, or replace it with --force");
        }
    }

    /** Refuses where the disk is too small, or would be for what the store takes on. */
    void checkRoom(long size) {
        try {
            FileStore disk = Files.getFileStore(folder());
            boolean isStores = disk.equals(Files.getFileStore(store.folder()));
            long needed = size + (isStores ? 2 * Room.ON_DISK : 0);
            if (disk.getTotalSpace() > 0 && disk.getUsableSpace() < needed) {
                throw new IllegalStateException("there is no room for " + file + ": it needs " + mebibytes(needed)
                        + " MiB" + (isStores ? " (what the store takes on meanwhile included)" : "") + ", its disk has "
                        + mebibytes(disk.getUsableSpace()) + " left: make some, or name another disk");
            }
        } catch (IOException unknown) {
            // it shows when it is written
        }
    }

    /** Makes the file to write to, empty and for its owner alone; what was left by a process that was killed goes. */
    Path begin() throws IOException {
        Path part = folder().resolve(
                        "." + file.getFileName() + "." + Long.toHexString(new SecureRandom().nextLong()) + PART);
        try {
            removeLeft();
            return Files.createFile(part, DataFolder.ofOwner(part));
        } catch (AccessDeniedException denied) {
            throw new IllegalStateException("the folder " + folder() + " is not writable for the user "
                    + System.getProperty("user.name") + ", who writes it: name another, or let that user");
        } catch (FileSystemException refused) {
            throw new IllegalStateException("the folder " + folder() + " cannot be written to ("
                    + Objects.requireNonNullElse(refused.getReason(), refused.toString())
                    + "): name another");
        }
    }

    private void removeLeft() throws IOException {
        String prefix = "." + file.getFileName() + ".";
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder(), entry -> {
            String name = entry.getFileName().toString();
            return name.startsWith(prefix)
                    && name.substring(prefix.length()).matches("[0-9a-f]{1,16}\\.part(-journal)?");
        })) {
            for (Path one : left) {
                Files.deleteIfExists(one);
            }
        }
    }

    /** Takes away what was begun; SQLite may have left its journal where the disk is full. */
    void abandon(Path part) throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(part.resolveSibling(part.getFileName() + JOURNAL));
    }

    /** Gives it its name; a file that came there meanwhile stays, unless it may be replaced. */
    void finish(Path part) throws IOException {
        if (replaces) {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } else {
            link(part);
        }
        sync(folder());
    }

    private void link(Path part) throws IOException {
        try {
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException other) {
            refuseWhereItIs();
            throw other;
        } catch (UnsupportedOperationException | FileSystemException unlinkable) {
            refuseWhereItIs(); // as good as it gets where files have one name each
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void sync(Path folder) {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        } catch (IOException notHere) {
            // where folders cannot be synced, a renaming needs none
        }
    }

    private boolean isOfStore() {
        try {
            if (Files.exists(file) && Files.isSameFile(file, store.file())) {
                return true;
            }
            String name = file.getFileName().toString();
            return Files.isSameFile(folder(), store.folder())
                    && (name.startsWith("holdpoint.") || OTHERS.contains(name));
        } catch (IOException unknown) {
            return false;
        }
    }

    private Path folder() {
        Path folder = file.getParent();
        return folder == null ? file : folder;
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
