package dev.holdpoint.access;

import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Tenant;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * The token for scripts on the machine of a service that is open to it: in a file that only its user can read, made anew at
 * each start. An agent of the same user can read it, too: whoever must be safe from that runs the service as another user.
 */
public final class LocalToken {

    /** The file's name in the data folder. */
    public static final String FILE = "responder.token";

    private static final Grant GRANT = new Grant(Set.of(Permission.DECIDE), Limits.NONE, false);

    private final Path file;
    private final Tokens tokens;
    private final Recognition recognition;
    private final InstantSource clock;

    public LocalToken(Path folder, Tokens tokens, Recognition recognition, InstantSource clock) {
        this.file = folder.resolve(FILE);
        this.tokens = tokens;
        this.recognition = recognition;
        this.clock = clock;
    }

    public Path file() {
        return file;
    }

    /** Revokes the last one and makes another. */
    public Uni<Void> renew() {
        Secret secret = Secret.make(Secret.Kind.DECIDER);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Credential credential = Credential.first(
                FILE,
                Tenant.DEFAULT,
                SigningIn.LOCAL,
                GRANT,
                now,
                null,
                now.plus(TokenRequest.MAX_LIFE),
                secret.ending());
        return revokeLast()
                .chain(() -> tokens.make(new NewCredential(secret.hash(), credential)))
                .invoke(() -> write(secret.text()))
                .replaceWithVoid();
    }

    /** Deletes what lies there, and revokes it. */
    public Uni<Void> remove() {
        return Uni.createFrom().deferred(() -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException broken) {
                throw new UncheckedIOException(file + " cannot be deleted", broken);
            }
            return revokeLast();
        });
    }

    private Uni<Void> revokeLast() {
        return tokens.list(Tenant.DEFAULT)
                .onItem()
                .transformToMulti(all -> Multi.createFrom().iterable(all))
                .filter(one -> one.createdBy() == null
                        && one.name().equals(FILE)
                        && one.identity().equals(SigningIn.LOCAL))
                .onItem()
                .transformToUniAndConcatenate(last -> tokens.revoke(Tenant.DEFAULT, last.id()))
                .invoke(recognition::onRevoked)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Readable by nobody else from its first byte, and whole from the moment it lies there. */
    private void write(String secret) {
        Path begun = file.resolveSibling(FILE + ".new");
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder, of("rwx------"));
            }
            Files.deleteIfExists(begun);
            Files.createFile(begun, of("rw-------"));
            Files.writeString(begun, secret + "\n", StandardCharsets.US_ASCII);
            Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw new UncheckedIOException("the token of this machine cannot be written to " + file, broken);
        }
    }

    /** Where the file system knows of modes. */
    private FileAttribute<?>[] of(String mode) {
        boolean knowsModes = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return knowsModes
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
