package dev.holdpoint.wire;

import dev.holdpoint.broker.Fatal;
import dev.holdpoint.broker.ForbiddenException;
import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.ShuttingDownException;
import dev.holdpoint.broker.StoreFullException;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.wire.Problem.Kind;
import java.util.List;
import java.util.Optional;

/** Which problem each failure is that was foreseen. */
public final class Failures {

    private Failures() {}

    /** A failure that says itself which problem it is. */
    public interface Told {
        Problem problem();
    }

    /** The problem that a request failed with; empty for a defect, and no answer at all where the process must end. */
    public static Optional<Problem> of(Throwable thrown) {
        return switch (thrown) {
            case Told told -> Optional.of(told.problem());
            case ShuttingDownException shutting -> Optional.of(of(shutting));
            case OverloadedException overloaded ->
                Optional.of(
                        Problem.of(Kind.OVERLOADED, overloaded.getMessage() + "; nothing was done, try again later"));
            case ForbiddenException forbidden ->
                Optional.of(Problem.of(Kind.FORBIDDEN, String.valueOf(forbidden.getMessage())));
            case StoreFullException full ->
                Optional.of(Problem.of(Kind.STORE_UNAVAILABLE, String.valueOf(full.getMessage())));
            case StoreUnavailableException _ ->
                Optional.of(Problem.of(
                        Kind.STORE_UNAVAILABLE,
                        "the store cannot be used at the moment; repeat a write with the same Idempotency-Key"));
            case Throwable defect -> {
                Fatal.check(defect);
                yield Optional.empty();
            }
        };
    }

    /** An asker that awaits when the server goes down is told what it asked. */
    private static Problem of(ShuttingDownException shutting) {
        return new Problem(
                Kind.SHUTTING_DOWN,
                shutting.interaction().isPresent()
                        ? "what was asked stays pending; come back"
                        : "the server is shutting down; come back",
                List.of(),
                0,
                shutting.interaction().orElse(null));
    }
}
