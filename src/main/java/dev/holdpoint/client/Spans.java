package dev.holdpoint.client;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them, {@code 90s}, {@code 15m}, {@code 2h}, {@code 7d}, {@code 1h30m}; those of ISO 8601 too. */
public final class Spans {

    private static final Pattern SPAN =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

    private Spans() {}

    /** Empty where the text is none. */
    public static Optional<Duration> parse(String text) {
        Matcher span = SPAN.matcher(text);
        if (!text.isEmpty() && span.matches()) {
            return Optional.of(Duration.ofDays(number(span, 1))
                    .plusHours(number(span, 2))
                    .plusMinutes(number(span, 3))
                    .plusSeconds(number(span, 4)));
        }
        try {
            return text.startsWith("P") ? Optional.of(Duration.parse(text)) : Optional.empty();
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    private static long number(Matcher span, int group) {
        String digits = span.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
