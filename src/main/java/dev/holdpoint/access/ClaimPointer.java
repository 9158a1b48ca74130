package dev.holdpoint.access;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a claim stands in a token: a JSON pointer (RFC 6901) to a member, at any depth. */
public record ClaimPointer(String text) {

    private static final Pattern SHAPE = Pattern.compile("(/([^~/]|~[01])+)+");

    public ClaimPointer {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' must be a JSON pointer like /realm_access/roles");
        }
    }

    /** What stands there; empty for nothing. */
    Optional<Object> in(Map<String, Object> claims) {
        Optional<Object> found = Optional.of(claims);
        for (String token : tokens()) {
            found = found.flatMap(value ->
                    value instanceof Map<?, ?> object ? Optional.ofNullable(object.get(token)) : Optional.empty());
        }
        return found;
    }

    private List<String> tokens() {
        return Arrays.stream(text.substring(1).split("/", -1))
                .map(token -> token.replace("~1", "/").replace("~0", "~"))
                .toList();
    }
}
