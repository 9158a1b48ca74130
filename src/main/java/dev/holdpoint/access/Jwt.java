package dev.holdpoint.access;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A signed token as it was shown. What it says is not to be believed before it was verified: until then it only tells who
 * has to verify it, or that nobody needs to.
 *
 * @param text all of it; nothing may keep or log it
 * @param key which key it says that it was signed with; empty where it does not
 */
record Jwt(String text, String key, Map<String, Object> claims) {

    private static final Pattern SHAPE = Pattern.compile("[\\w-]{2,}\\.[\\w-]{2,}\\.[\\w-]+");
    private static final Set<String> ALGORITHMS = Set.of("RS256", "PS256", "ES256", "EdDSA");

    /** A token of another use is none to be known by (RFC 8725, 3.11); RFC 9068 has {@code at+jwt}. */
    private static final Pattern TYPES = Pattern.compile("(application/)?(at\\+)?jwt", Pattern.CASE_INSENSITIVE);

    /** Whether a text has the shape of one. */
    static boolean isShaped(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** Reads it; empty where it is none that anybody here would take. */
    static Optional<Jwt> read(String text) {
        String[] parts = text.split("\\.", -1);
        if (!isShaped(text)) {
            return Optional.empty();
        }
        try {
            Map<String, Object> header = decode(parts[0]);
            boolean isTaken = header.get("alg") instanceof String algorithm
                    && ALGORITHMS.contains(algorithm)
                    && isType(header.get("typ"));
            String key = header.get("kid") instanceof String named ? named : "";
            return isTaken ? Optional.of(new Jwt(text, key, decode(parts[1]))) : Optional.empty();
        } catch (DecodeException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** When it ends, in seconds since 1970; null where it does not say. */
    @Nullable Long end() {
        return claims.get("exp") instanceof Number seconds ? (Long) seconds.longValue() : null;
    }

    @Override
    public String toString() {
        return "a token";
    }

    private static boolean isType(@Nullable Object type) {
        return type == null
                || (type instanceof String text && TYPES.matcher(text).matches());
    }

    private static Map<String, Object> decode(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8)).getMap();
    }
}
