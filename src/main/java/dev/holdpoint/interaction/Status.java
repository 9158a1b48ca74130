package dev.holdpoint.interaction;

import java.util.Arrays;
import java.util.Optional;

/** How an interaction stands. Only {@link #PENDING} is ever left, and only once. */
public enum Status {
    PENDING("pending"),
    RESOLVED("resolved"),
    REJECTED("rejected"),
    EXPIRED("expired"),
    CANCELLED("cancelled");

    private final String text;

    Status(String text) {
        this.text = text;
    }

    public static Optional<Status> parse(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text.equals(text))
                .findFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}
