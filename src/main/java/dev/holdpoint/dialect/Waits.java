package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.json.Members;
import dev.holdpoint.wire.Durations;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a tool's question lives, and how long its call is held: what its arguments say. */
final class Waits {

    static final int MOST_SECONDS = 86_400;

    /** As tools describe these two arguments. */
    static final String DESCRIBED = """
            "timeout":{"type":"string","description":"How long the question stays open, as an ISO 8601 duration like PT15M or \
            P1D; 24 hours unless the service is set otherwise."},\
            "wait":{"type":"integer","minimum":0,"maximum":86400,"description":"Seconds to wait for the answer. When they pass \
            the question stays open, status is pending, and check tells the answer later. Leave it out to wait until a person \
            answers."}""";

    private Waits() {}

    static @Nullable Integer seconds(Members arguments) {
        return arguments.number("wait", 0, MOST_SECONDS);
    }

    static Optional<Duration> patience(Members arguments) {
        return Optional.ofNullable(seconds(arguments)).map(Duration::ofSeconds);
    }

    /** Seconds are taken too: models send them. */
    static Optional<Duration> timeout(Members arguments) {
        var given = arguments.optionalValue("timeout");
        if (given != null && !given.isString()) {
            return Optional.ofNullable(arguments.number("timeout", 1, (int) Ask.MAX_TIMEOUT.toSeconds()))
                    .map(Duration::ofSeconds);
        }
        String text = arguments.string(
                "timeout",
                value -> Durations.parse(value).isPresent(),
                "an ISO 8601 duration of days, hours, minutes and seconds is needed here, or whole seconds");
        return Optional.ofNullable(text).flatMap(Durations::parse);
    }
}
