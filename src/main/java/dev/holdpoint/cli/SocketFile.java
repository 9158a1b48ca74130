package dev.holdpoint.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The socket in the data folder: for its owner alone from the moment it lies there, whatever the folder's mode and the
 * process' mask say.
 */
record SocketFile(Path folder) {

    private static final String NAME = "admin.sock";

    /** Where one is made, closed to others, before it is put in its place. */
    private static final String BEGUN = "admin.new";

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    Path path() {
        return folder.resolve(NAME);
    }

    /** Listens there, in the place of one that nobody listens at any more. */
    ServerSocketChannel listen() throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            throw new IOException("files have no modes here, which keep others from it");
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, FOLDER);
        }
        Optional<SocketChannel> other = connect();
        if (other.isPresent()) {
            other.get().close();
            throw new IOException("another server listens at " + path().toAbsolutePath());
        }
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            put(server);
            return server;
        } catch (IOException | RuntimeException broken) {
            server.close();
            throw broken;
        }
    }

    private void put(ServerSocketChannel server) throws IOException {
        Path begun = folder.resolve(BEGUN);
        Path socket = begun.resolve(NAME);
        Files.deleteIfExists(socket);
        Files.deleteIfExists(begun);
        Files.createDirectory(begun, FOLDER);
        try (ShortPath reached = ShortPath.of(socket)) {
            server.bind(UnixDomainSocketAddress.of(reached.path()));
        }
        Files.setPosixFilePermissions(socket, FILE);
        Files.move(socket, path(), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(begun);
    }

    /**
     * Connects to whoever listens there; empty where nobody does.
     *
     * @throws IOException where it cannot be reached, or others could have put it there
     */
    Optional<SocketChannel> connect() throws IOException {
        if (!Files.exists(path())) {
            return Optional.empty();
        }
        if (!Files.getPosixFilePermissions(path()).equals(FILE)) {
            throw new IOException(path().toAbsolutePath() + " is open to others: is it a Holdpoint server's?");
        }
        try (ShortPath reached = ShortPath.of(path())) {
            return Optional.of(SocketChannel.open(UnixDomainSocketAddress.of(reached.path())));
        } catch (ConnectException nobody) {
            return Optional.empty();
        } catch (IOException broken) {
            if (!Files.exists(path())) {
                return Optional.empty(); // it stopped meanwhile
            }
            throw broken;
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(path());
    }
}
