package dev.holdpoint.store.postgresql;

import dev.holdpoint.store.sql.SqlFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** A password, or where it is found at the moment it is needed; it tells itself to nobody. Thread-safe. */
public final class Password {

    public static final Password NONE = new Password(Optional::empty);

    private final Source source;

    private interface Source {
        Optional<String> read() throws IOException;
    }

    private Password(Source source) {
        this.source = source;
    }

    public static Password of(String text) {
        return new Password(() -> Optional.of(text));
    }

    /**
     * The first line of a file.
     *
     * @throws IllegalArgumentException that names the property, where it cannot be read
     */
    public static Password in(String property, Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(property + " (" + file + ") must be a file that can be read");
        }
        return new Password(() -> {
            try (var lines = Files.lines(file)) {
                return lines.findFirst();
            }
        });
    }

    Optional<String> read() {
        try {
            return source.read();
        } catch (IOException cannot) {
            throw new SqlFailure(new SQLException("the file of the password cannot be read", cannot));
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
