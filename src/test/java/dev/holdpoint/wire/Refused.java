package dev.holdpoint.wire;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdpoint.interaction.Violation;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a body that was refused is told. */
final class Refused {

    private Refused() {}

    static Problem problem(ThrowingCallable parse) {
        return catchThrowableOfType(ProblemException.class, parse).problem();
    }

    static List<String> pointers(Problem problem) {
        return problem.errors().stream().map(Violation::pointer).toList();
    }
}
