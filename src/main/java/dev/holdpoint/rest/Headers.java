package dev.holdpoint.rest;

/** Names of headers that the framework has no constants for. */
final class Headers {

    static final String IDEMPOTENCY_REPLAYED = "Idempotency-Replayed";
    static final String PREFER = "Prefer";
    static final String PREFERENCE_APPLIED = "Preference-Applied";

    private Headers() {}
}
