package dev.holdpoint.http;

import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Idempotency-Key}: a quoted string (RFC 9651), or a bare token. */
public final class IdempotencyKeys {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern QUOTED =
            Pattern.compile("\"((?:[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\])*+)\"");
    private static final Pattern BARE = Pattern.compile("[\\x21\\x23-\\x2b\\x2d-\\x3a\\x3c-\\x5b\\x5d-\\x7e]++");

    private IdempotencyKeys() {}

    public static Optional<String> of(HttpServerRequest request) {
        return parse(request.headers().getAll(HEADER));
    }

    /** The key, empty where the header is absent. */
    static Optional<String> parse(List<String> headers) {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw refused("it stands there more than once");
        }
        String header = headers.getFirst().strip();
        var quoted = QUOTED.matcher(header);
        String key = quoted.matches()
                ? quoted.group(1).replaceAll("\\\\(.)", "$1")
                : BARE.matcher(header).matches() ? header : "";
        if (key.isEmpty() || key.length() > Idempotency.MAX_KEY_LENGTH) {
            throw refused("a quoted string or a token of 1 to " + Idempotency.MAX_KEY_LENGTH
                    + " characters of ASCII is needed");
        }
        return Optional.of(key);
    }

    private static ProblemException refused(String why) {
        return new ProblemException(Kind.INVALID_REQUEST, "the header " + HEADER + " is not valid: " + why);
    }
}
