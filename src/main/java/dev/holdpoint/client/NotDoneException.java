package dev.holdpoint.client;

/** A service was not reached, or refused for good; the message says in a line which, why, and what to do. */
public final class NotDoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotDoneException(String message) {
        super(message, null, false, false);
    }
}
