package dev.holdpoint.client;

import java.io.IOException;

/** There was no connection: what was to be said was heard by nobody. */
final class UnreachedException extends IOException {

    private static final long serialVersionUID = 1L;

    UnreachedException(String message, Throwable cause) {
        super(message, cause);
    }
}
