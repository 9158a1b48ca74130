package dev.holdpoint.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** By what a caller is known. It is asked for at each call, since files of tokens are renewed. */
@FunctionalInterface
public interface Credential {

    /** More than any token has; a file of another kind is not read whole. */
    int MOST = 64 << 10;

    /** Nobody is known by it. */
    Credential NONE = place -> Optional.empty();

    /**
     * What a service is shown; empty for an anonymous caller.
     *
     * @throws NotDoneException where it cannot be had, or is for another service
     */
    Optional<String> secret(Place place);

    /** A token that stands in a variable. */
    static Credential of(String token) {
        return place -> Optional.of(checked(token.strip(), "HOLDPOINT_TOKEN"));
    }

    /** A file's first line, as it stands when it is asked for; where a second one is an address, it is for no other. */
    static Credential in(Path file) {
        return place -> {
            String where = "the file of the token, " + file;
            try (var in = Files.newInputStream(file)) {
                List<String> lines = new String(in.readNBytes(MOST), StandardCharsets.ISO_8859_1)
                        .lines()
                        .map(String::strip)
                        .toList();
                Optional<Place> named = lines.size() > 1 ? Place.parse(lines.get(1)) : Optional.empty();
                if (named.filter(own -> !own.equals(place)).isPresent()) {
                    throw new NotDoneException(where + ", is for " + named.get() + " and is not shown to " + place
                            + "; say --url " + named.get() + ", or have a token of that service");
                }
                return Optional.of(checked(lines.isEmpty() ? "" : lines.getFirst(), where));
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
