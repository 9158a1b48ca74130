package dev.holdpoint.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** ISO 8601 durations of days, hours, minutes and seconds, to the millisecond. */
public final class Durations {

    private static final Pattern SHAPE =
            Pattern.compile("P(?=.)(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+(\\.\\d{1,9})?S)?)?");

    private Durations() {}

    /** The duration, empty where the text is none. */
    public static Optional<Duration> parse(String text) {
        if (text.length() > 40 || !SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofMillis(Duration.parse(text).toMillis()));
        } catch (DateTimeException | ArithmeticException tooLarge) {
            return Optional.empty();
        }
    }
}
