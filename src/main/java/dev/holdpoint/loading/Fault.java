package dev.holdpoint.loading;

/**
 * What in settings costs their agent the whole file.
 *
 * @param at the character at which it begins
 * @param words that end "the agent cannot read"
 */
record Fault(int at, String words) {}
