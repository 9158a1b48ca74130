package dev.holdpoint.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Which version of the service this is. */
final class Version {

    static final String OF_THIS = read();

    private Version() {}

    private static String read() {
        try (InputStream in = Version.class.getResourceAsStream("/version.txt")) {
            return new String(Objects.requireNonNull(in, "version.txt").readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
