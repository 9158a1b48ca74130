package dev.holdpoint.broker;

import org.jspecify.annotations.Nullable;

/**
 * The store cannot keep or read anything at the moment. Whether a write that failed so was kept is unknown: repeat it
 * with the same idempotency key.
 */
public class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
