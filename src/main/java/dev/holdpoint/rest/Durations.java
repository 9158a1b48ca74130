package dev.holdpoint.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** ISO 8601 durations of days, hours, minutes and seconds, to the millisecond. */
final class Durations {

    private static final Pattern SHAPE =
            Pattern.compile("P(?=.)(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+(\\.\\d{1,9})?S)?)?");

    private Durations() {}

    /** The duration, empty where the text is none or it is not from {@code least} to {@code most}. */
    static Optional<Duration> parse(String text, Duration least, Duration most) {
        if (text.length() > 40 || !SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            Duration duration = Duration.parse(text);
            boolean isWithin = duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
            return isWithin ? Optional.of(Duration.ofMillis(duration.toMillis())) : Optional.empty();
        } catch (DateTimeException | ArithmeticException tooLarge) {
            return Optional.empty();
        }
    }
}
