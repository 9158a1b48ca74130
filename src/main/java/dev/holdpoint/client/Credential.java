package dev.holdpoint.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** By what a caller is known. It is asked for at each call, since files of tokens are renewed. */
@FunctionalInterface
public interface Credential {

    /** More than any token has; a file of another kind is not read whole. */
    int MOST = 64 << 10;

    /** Nobody is known by it. */
    Credential NONE = Optional::empty;

    /**
     * What is shown; empty for an anonymous caller.
     *
     * @throws NotDoneException where it cannot be had
     */
    Optional<String> secret();

    /** A token that stands in a variable. */
    static Credential of(String token) {
        return () -> Optional.of(checked(token.strip(), "HOLDPOINT_TOKEN"));
    }

    /** A file's first line, as it stands when it is asked for. */
    static Credential in(Path file) {
        return () -> {
            String where = "the file of the token, " + file;
            try (var in = Files.newInputStream(file)) {
                String text = new String(in.readNBytes(MOST), StandardCharsets.ISO_8859_1);
                return Optional.of(checked(text.lines().findFirst().orElse("").strip(), where));
            } catch (IOException away) {
                throw new NotDoneException(where + ", cannot be read: "
                        + Objects.requireNonNullElse(
                                away.getMessage(), away.getClass().getSimpleName()));
            }
        };
    }

    private static String checked(String token, String where) {
        if (token.isEmpty() || !token.chars().allMatch(one -> one > ' ' && one < 0x7f)) {
            throw new NotDoneException(
                    where + ": that is no token; a line of visible ASCII characters is needed there");
        }
        return token;
    }
}
