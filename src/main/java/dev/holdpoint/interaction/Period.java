package dev.holdpoint.interaction;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time from one moment on and before another. What is kept has times in whole milliseconds: moments between two of them
 * count as the later one.
 *
 * @param from inclusive; null for ever since
 * @param to exclusive; null for ever after
 */
public record Period(@Nullable Instant from, @Nullable Instant to) {

    public static final Period ALWAYS = new Period(null, null);

    public Period {
        from = from == null ? null : wholeMillis(from);
        to = to == null ? null : wholeMillis(to);
    }

    public boolean contains(Instant time) {
        return (from == null || !time.isBefore(from)) && (to == null || time.isBefore(to));
    }

    private static Instant wholeMillis(Instant time) {
        Instant whole = time.truncatedTo(ChronoUnit.MILLIS);
        return whole.equals(time) ? time : whole.plusMillis(1);
    }
}
