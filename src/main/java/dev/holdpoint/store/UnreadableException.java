package dev.holdpoint.store;

/** What is kept of an interaction cannot be read, whatever is wrong with it; nothing was changed, and it is set aside. */
public final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableException(long sequence, Throwable cause) {
        super("interaction number " + sequence + " cannot be read: " + cause.getMessage(), cause);
    }
}
