package dev.holdpoint.interaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an interaction ended. An interaction gets at most one, and it never changes.
 *
 * @param at when it was stored, in whole milliseconds
 * @param by who decided; null where nobody did, or nobody knows who
 */
public record Settlement(
        Instant at, Origin origin, @Nullable Identity by, Outcome outcome) {

    public Status status() {
        return outcome.status();
    }

    /** The words given with it. */
    public @Nullable String reason() {
        return outcome.reason();
    }

    /** The answer; null where there is none. */
    public @Nullable Json response() {
        return outcome instanceof Outcome.Resolved resolved ? resolved.response() : null;
    }
}
