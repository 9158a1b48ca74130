package dev.holdpoint.store.sqlite;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;

/**
 * The folder that everything is kept in: on a local disk, and its files for their owner alone, whatever the folder's mode and
 * the process' mask say. Where a file system knows no modes, files are as it makes them.
 */
final class DataFolder {

    /** SQLite's log beside the file is shared memory, which these do not carry; and their locks are not to be relied on. */
    private static final Set<String> NETWORK_FILE_SYSTEMS = Set.of(
            "nfs",
            "nfs3",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "afs",
            "afpfs",
            "9p",
            "ncpfs",
            "webdav",
            "davfs",
            "ceph",
            "lustre",
            "glusterfs",
            "fuse.sshfs",
            "fuse.ceph",
            "fuse.glusterfs",
            "fuse.davfs",
            "fuse.rclone",
            "fuse.s3fs",
            "fuse.gcsfuse");

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final System.Logger LOG = System.getLogger(DataFolder.class.getName());

    private DataFolder() {}

    /** Makes the folder where it is missing, for its owner alone, and refuses one that is not on this machine. */
    static void prepare(Path folder) throws IOException {
        create(folder);
        checkFileSystem(folder, Files.getFileStore(folder).type());
    }

    static void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes(folder, FOLDER));
        }
    }

    static void checkFileSystem(Path folder, String type) {
        if (NETWORK_FILE_SYSTEMS.contains(type.toLowerCase(Locale.ROOT))) {
            throw new IllegalStateException(
                    "the data folder " + folder.toAbsolutePath() + " is on a network file system (" + type
                            + "), which cannot keep an SQLite file safe: name one on a local disk with holdpoint.data-dir");
        }
    }

    /** How a file is made that only its owner may read and write. */
    static FileAttribute<?>[] ofOwner(Path file) {
        return attributes(file, FILE);
    }

    /** Makes the database's file where it is missing: those beside it get its mode. What is there is taken from others. */
    static void secure(Path database) throws IOException {
        if (!Files.exists(database)) {
            Files.createFile(database, ofOwner(database));
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(database.getParent(), "holdpoint.*")) {
            for (Path file : files) {
                restrict(file);
            }
        }
    }

    /** A file that is not ours stays as it is, for we can only use it. */
    static void restrict(Path file) {
        try {
            if (knowsModes(file) && !Files.getPosixFilePermissions(file).equals(FILE)) {
                Files.setPosixFilePermissions(file, FILE);
            }
        } catch (IOException notOurs) {
            LOG.log(Level.WARNING, "others may be able to read {0}: {1}", file, notOurs.toString());
        }
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> mode) {
        return knowsModes(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
