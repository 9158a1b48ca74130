package dev.holdpoint.access;

import dev.holdpoint.wire.Failures;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;

/** Who calls has to be known, and is not; or is not any more. */
public final class UnauthenticatedException extends RuntimeException implements Failures.Told {

    private static final String NEEDED = "a credential is needed here: send 'Authorization: Bearer <token>'";

    private final boolean isWrong;

    private UnauthenticatedException(String message, boolean isWrong) {
        super(message);
        this.isWrong = isWrong;
    }

    /** Nothing was shown. */
    static UnauthenticatedException needed() {
        return new UnauthenticatedException(NEEDED, false);
    }

    /** What somebody wanted to sign in by is of no use. */
    static UnauthenticatedException wrongLink() {
        return new UnauthenticatedException("the link is none, was used before, or is too old: ask for another", true);
    }

    /** What was shown was good, and is not any more. */
    static UnauthenticatedException ended() {
        return new UnauthenticatedException("the credential expired or was revoked meanwhile", true);
    }

    /** Who comes from a provider does not come as somebody who was sent there from here. */
    static UnauthenticatedException wrongSignIn() {
        return new UnauthenticatedException(
                "signing in was refused, was not begun in this browser, or took too long: begin again", true);
    }

    /** What was shown is of no use. */
    static UnauthenticatedException wrong(Recognised.Why why) {
        return new UnauthenticatedException(why.words(), true);
    }

    /** Whether a credential was shown, and is none (RFC 6750, 3.1). */
    public boolean isWrong() {
        return isWrong;
    }

    @Override
    public Problem problem() {
        return Problem.of(Kind.UNAUTHENTICATED, String.valueOf(getMessage()));
    }
}
