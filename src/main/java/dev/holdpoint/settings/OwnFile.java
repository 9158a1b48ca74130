package dev.holdpoint.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

/**
 * Files that are written as a whole or not at all, whoever else writes them; the own ones are nobody else's from
 * their first byte.
 */
public final class OwnFile {

    private static final FileAttribute<?>[] OWN = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
    private static final FileAttribute<?>[] OWN_FOLDER = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
    };

    /** As whoever it runs for makes files for others. */
    private static final FileAttribute<?>[] USUAL = {};

    private static final int MOST_LINKS = 40;

    private OwnFile() {}

    /** Puts it in the place of what is there, whose permissions it gets; where nothing is, it is only its owner's. */
    public static void write(Path file, byte[] content) throws IOException {
        write(target(file), content, OWN, OWN_FOLDER, true);
    }

    /** The same; where nothing is, others may read it as they may whatever its owner makes. */
    public static void writeShared(Path file, byte[] content) throws IOException {
        write(target(file), content, USUAL, USUAL, true);
    }

    /** Only its owner's, whatever is there: a link is replaced and not followed, and permissions are not taken over. */
    public static void writeSecret(Path file, byte[] content) throws IOException {
        write(file.toAbsolutePath(), content, OWN, OWN_FOLDER, false);
    }

    /** Where a file is, or will be, that may be a link, be it to nothing. */
    public static Path target(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    /** What is done while no other command does something in a folder. */
    @FunctionalInterface
    public interface Work {
        void perform() throws IOException;
    }

    public static void alone(Path folder, Work work) throws IOException {
        Files.createDirectories(folder, OWN_FOLDER);
        Path lock = folder.resolve("lock");
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(lock, options, OWN);
                var held = channel.lock()) {
            if (held.isValid()) {
                work.perform();
            }
        }
    }

    private static void write(
            Path target, byte[] content, FileAttribute<?>[] mode, FileAttribute<?>[] folderMode, boolean isAsBefore)
            throws IOException {
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException(target + " is no file");
        }
        Files.createDirectories(folder, folderMode);
        Path begun = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".holdpoint");
        try {
            try (SeekableByteChannel channel = Files.newByteChannel(
                    begun,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC),
                    mode)) {
                var bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            if (isAsBefore && Files.exists(target)) {
                makeAlike(begun, Files.readAttributes(target, PosixFileAttributes.class));
            }
            Files.move(begun, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(begun);
        }
    }

    /** Where the group cannot stay, none gets in its place what that one had. */
    private static void makeAlike(Path file, PosixFileAttributes before) throws IOException {
        Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
        mode.addAll(before.permissions());
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (!view.readAttributes().group().equals(before.group())) {
            try {
                view.setGroup(before.group());
            } catch (FileSystemException refused) {
                mode.removeIf(one -> one.name().startsWith("GROUP_"));
            }
        }
        view.setPermissions(mode);
    }

    /** By which a content is known again. */
    public static String fingerprint(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
