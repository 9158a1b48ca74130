package dev.holdpoint.interaction;

/**
 * Callers that count as one where it matters who asked: a token and all that descends from it, or one who has no tokens.
 *
 * @param id the identifier of who began it
 */
public record Family(String id) {}
