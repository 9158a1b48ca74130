package dev.holdpoint.broker;

import dev.holdpoint.interaction.Violation;
import java.util.List;

/** What a check of a schema, or of a response by one, came to. */
public sealed interface CheckResult {

    /** Nothing is wrong. */
    record Passed() implements CheckResult {}

    /** Why a check was not passed. */
    sealed interface Failure extends CheckResult {}

    /**
     * Something is wrong.
     *
     * @param violations what, at least one thing
     * @param more how many more there are than those
     */
    record Violated(List<Violation> violations, int more) implements Failure {

        public Violated {
            violations = List.copyOf(violations);
        }

        public Violated(List<Violation> violations) {
            this(violations, 0);
        }
    }

    /**
     * The schema cannot be checked by: it takes more work than a check may, or fails for a reason of its own.
     *
     * @param detail which, in words for people
     */
    record Unusable(String detail) implements Failure {}

    static CheckResult passed() {
        return new Passed();
    }
}
