package dev.holdpoint.interaction;

import java.util.Arrays;
import java.util.Optional;

/** What caused a settlement. Silence is never told as a person's decision. */
public enum Origin {
    RESPONDER("responder"),
    ASKER("asker"),
    TIMEOUT("timeout"),
    SESSION("session"),
    ASKER_LOST("asker-lost");

    private final String text;

    Origin(String text) {
        this.text = text;
    }

    public static Optional<Origin> parse(String text) {
        return Arrays.stream(values())
                .filter(origin -> origin.text.equals(text))
                .findFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}
