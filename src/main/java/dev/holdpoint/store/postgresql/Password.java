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

    /** The names by which a service is told a password, or where it is. */
    private static final String PROPERTY = "holdpoint.postgresql.password";

    private static final String FILE_PROPERTY = "holdpoint.postgresql.password-file";

    private Password(Source source) {
        this.source = source;
    }

    /**
     * What was configured: a password, or the file whose first line is one, or neither.
     *
     * @throws IllegalArgumentException that names the property, where both are given, or the file cannot be read
     */
    public static Password of(Optional<String> text, Optional<Path> file) {
        if (text.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException(PROPERTY + " and " + FILE_PROPERTY + " must not both be given");
        }
        return file.map(Password::in)
                .or(() -> text.map(given -> new Password(() -> Optional.of(given))))
                .orElse(NONE);
    }

    private static Password in(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(FILE_PROPERTY + " (" + file + ") must be a file that can be read");
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
