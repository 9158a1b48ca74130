package dev.holdpoint.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.client.Call;
import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.client.Place;
import dev.holdpoint.client.Reply;
import dev.holdpoint.client.Service;
import dev.holdpoint.settings.OwnFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A token in a file that only its owner can read: its first line; the second is the address that it is for. */
public final class TokenFile {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int UNAUTHENTICATED = 401;

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private TokenFile() {}

    /** What became of a token that was to be forgotten: whether nobody is known by it any more, and that in words. */
    public record Forgotten(boolean isGone, String words) {}

    public static void write(Path file, String token, Place place) throws IOException {
        OwnFile.writeSecret(file, (token + "\n" + place + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Says which service one is for that was written without. */
    public static void name(Path file, Place place) throws IOException {
        if (place(file).isEmpty()) {
            write(file, line(file, 0), place);
        }
    }

    /** The service that it is for; empty where it does not say. */
    static Optional<Place> place(Path file) throws IOException {
        try {
            return Files.exists(file) ? Optional.of(Place.of(line(file, 1))) : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Whether others than its owner may read or write it; not where it is not there. */
    public static boolean isOpen(Path folder, String file) {
        try {
            return Files.getPosixFilePermissions(folder.resolve(file)).stream().anyMatch(OTHERS::contains);
        } catch (IOException | InvalidPathException unknown) {
            return false;
        }
    }

    /** What a list of tokens shows of it. */
    public static String ending(Path file) throws IOException {
        String token = line(file, 0);
        return token.substring(Math.max(0, token.length() - 4));
    }

    private static String line(Path file, int number) throws IOException {
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
        return lines.size() > number ? lines.get(number).strip() : "";
    }

    /**
     * Whether nobody is known by it; not where the service is away, or says nothing of it.
     *
     * @param service its own, called by it
     */
    public static boolean isDead(Service service) {
        try {
            return service.send(Call.get("v1/me"), PATIENCE).status() == UNAUTHENTICATED;
        } catch (NotDoneException noToken) {
            return true;
        } catch (IOException away) {
            return false;
        }
    }

    /**
     * Has the service forget it.
     *
     * @param service its own, called by it
     */
    public static Forgotten revoke(Service service, Path file) {
        try {
            String secret = line(file, 0);
            Reply list = service.send(Call.get("v1/tokens"), PATIENCE);
            if (list.status() == UNAUTHENTICATED) {
                return new Forgotten(true, "its token is not known to " + service.place() + " any more");
            }
            if (!list.isSuccess() || !list.json().path("items").isArray()) {
                return left(list.words());
            }
            for (JsonNode token : list.json().path("items")) {
                String tail = token.path("ending").asText("");
                if (!tail.isEmpty() && secret.endsWith(tail)) {
                    Reply gone = service.send(
                            Call.delete("v1/tokens/"
                                    + Place.segment(token.path("id").asText(""))),
                            PATIENCE);
                    return gone.isSuccess() ? new Forgotten(true, "its token is revoked") : left(gone.words());
                }
            }
            return new Forgotten(true, "its token is not known to " + service.place());
        } catch (IOException | NotDoneException away) {
            return left(String.valueOf(away.getMessage()));
        }
    }

    private static Forgotten left(String why) {
        return new Forgotten(false, "its token could not be revoked: " + why);
    }
}
