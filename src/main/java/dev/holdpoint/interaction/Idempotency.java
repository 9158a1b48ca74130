package dev.holdpoint.interaction;

/**
 * What makes a repeated request recognisable (IETF draft "The Idempotency-Key HTTP Header Field").
 *
 * @param key the caller's key, 1 to 255 characters
 * @param fingerprint equal for two requests exactly when they ask for the same
 */
public record Idempotency(String key, String fingerprint) {

    public static final int MAX_KEY_LENGTH = 255;
}
