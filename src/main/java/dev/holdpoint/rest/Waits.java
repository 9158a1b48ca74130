package dev.holdpoint.rest;

import dev.holdpoint.http.Parameters;
import dev.holdpoint.http.Requests;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a caller is willing to wait for a settlement: {@code ?wait=N}, or {@code Prefer: wait=N} (RFC 7240). */
final class Waits {

    /**
     * One preference: a token, perhaps a value, perhaps parameters; quoted strings may hold commas and semicolons. Elements
     * of a list may be empty (RFC 9110, 5.6.1). Nothing is tried twice: headers are as long as callers make them.
     */
    private static final Pattern PREFERENCE = Pattern.compile(
            "[\\s,]*+([!#$%&'*+.^_`|~0-9A-Za-z-]++)\\s*+(?:=\\s*+(\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s,;\"]*+))?+((?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^,\"])*+)(?:,|$)");

    private Waits() {}

    /** The seconds of a request that takes no other parameter, {@code most} at most; empty where no wait was asked for. */
    static Optional<Long> of(HttpServerRequest request, Duration most) {
        Parameters parameters = Parameters.of(Requests.query(request), "wait");
        return seconds(parameters.one("wait"), request.headers().getAll(Headers.PREFER))
                .map(seconds -> Math.min(seconds, most.toSeconds()));
    }

    private static Optional<Long> seconds(Optional<String> query, List<String> preferHeaders) {
        if (query.isPresent()) {
            return Optional.of(parse(query.get())
                    .orElseThrow(() -> new ProblemException(
                            Kind.INVALID_REQUEST, "the parameter 'wait' is no number of whole seconds")));
        }
        return preferred(String.join(",", preferHeaders)).flatMap(Waits::parse);
    }

    static Duration duration(Optional<Long> seconds) {
        return Duration.ofSeconds(seconds.orElse(0L));
    }

    /** The value of the first preference {@code wait}; later ones do not count. */
    private static Optional<String> preferred(String header) {
        Matcher preference = PREFERENCE.matcher(header);
        while (preference.lookingAt()) {
            String value = preference.group(2);
            if (preference.group(1).toLowerCase(Locale.ROOT).equals("wait")) {
                return Optional.of(value == null ? "" : unquote(value));
            }
            if (preference.end() == preference.regionEnd()) {
                break;
            }
            preference.region(preference.end(), preference.regionEnd());
        }
        return Optional.empty();
    }

    private static String unquote(String value) {
        return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }

    private static Optional<Long> parse(String text) {
        if (text.isEmpty() || text.length() > 1_000 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(
                new BigInteger(text).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue());
    }
}
