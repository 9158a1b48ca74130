package dev.holdpoint.broker;

/** More is waiting than this process is willing to keep in memory; nothing was done. */
public class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OverloadedException(String message) {
        super(message);
    }
}
