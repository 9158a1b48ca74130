package dev.holdpoint.wire;

import dev.holdpoint.wire.Problem.Kind;

/** A request cannot be answered as asked; the problem says why. */
public final class ProblemException extends RuntimeException implements Failures.Told {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public ProblemException(Kind kind, String detail) {
        this(Problem.of(kind, detail));
    }

    @Override
    public Problem problem() {
        return problem;
    }
}
