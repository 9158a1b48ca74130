package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Violation;
import dev.holdpoint.wire.Problem;
import java.util.stream.Collectors;

/** A problem in one text, for wires that have room for no more. */
final class Failed {

    private static final int MOST = 10;

    private Failed() {}

    /** What was wrong, and where. */
    static String words(Problem problem) {
        return problem.errors().isEmpty()
                ? problem.detail()
                : problem.errors().stream().limit(MOST).map(Failed::words).collect(Collectors.joining("; "));
    }

    /** The same for an agent that is not to go on. */
    static String blocking(Problem problem) {
        return "Nobody allowed this, so it may not go on: " + words(problem);
    }

    private static String words(Violation error) {
        return error.pointer().isEmpty() ? error.detail() : error.pointer() + ": " + error.detail();
    }
}
