package dev.holdpoint.agents;

import dev.holdpoint.dialect.HookDialect;
import dev.holdpoint.dialect.OnSilence;
import dev.holdpoint.dialect.Question;
import dev.holdpoint.dialect.Terms;
import dev.holdpoint.http.Parameters;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * How long a hook waits, and what it is told where nobody answers meanwhile: what its address says.
 *
 * @param patience how long it waits at most; empty for as long as the question lives; nothing for what takes back what the
 *     same call asked, be that still on its way
 */
record HookTerms(Optional<Duration> patience, OnSilence onSilence) {

    private static final int MOST_SECONDS = 86_400;

    /** What asks by HTTP cannot come back, and its question goes with its connection. */
    private static final Duration AT_ONCE = Duration.ZERO;

    /** What brings a key of its own comes back with it. */
    private static final Duration TO_COME_BACK = Duration.ofMinutes(1);

    static HookTerms of(Parameters parameters) {
        return new HookTerms(
                parameters.one("wait", HookTerms::seconds, "whole seconds up to " + MOST_SECONDS + " are needed"),
                parameters
                        .one(
                                "onSilence",
                                OnSilence::parse,
                                "one of " + Arrays.toString(OnSilence.values()) + " is needed")
                        .orElse(OnSilence.DENY));
    }

    /** Refuses what the agent cannot be told on this event: it would take that for a leave to go on. */
    void check(HookDialect dialect, Question question, Optional<String> key) {
        boolean takesBack = patience.filter(Duration::isZero).isPresent();
        if (takesBack && (key.isEmpty() || onSilence == OnSilence.DEFER)) {
            throw Parameters.refused(
                    "wait",
                    "0 takes back what the same call asked: an Idempotency-Key is needed, and not '" + OnSilence.DEFER
                            + "'; to ask, wait for 1 or more");
        }
        String event = HookDialect.event(question.ask());
        if (!dialect.canBeTold(onSilence, event)) {
            throw Parameters.refused(
                    "onSilence",
                    dialect.agent() + " cannot be told '" + onSilence + "' on " + event + "; leave it out");
        }
        if (onSilence == OnSilence.DEFER && question.callKey().isEmpty()) {
            throw Parameters.refused(
                    "onSilence",
                    "'" + onSilence + "' needs a 'tool_use_id', by which the next run finds the answer; leave it out");
        }
    }

    Terms of(Duration defaultTimeout, Optional<String> key) {
        if (onSilence == OnSilence.DEFER) {
            return Terms.outliving(defaultTimeout, patience.orElse(defaultTimeout), key);
        }
        Duration lease = key.isPresent() ? TO_COME_BACK : AT_ONCE;
        return patience.map(seconds -> Terms.givenUpAfter(seconds, lease, key))
                .orElseGet(() -> Terms.untilItSettles(defaultTimeout, lease, key));
    }

    private static Optional<Duration> seconds(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        int seconds = Integer.parseInt(text);
        return seconds <= MOST_SECONDS ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
    }
}
