package dev.holdpoint.interaction;

/**
 * One thing wrong with a JSON value.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901) into that value
 * @param detail what, in words for people
 */
public record Violation(String pointer, String detail) {

    /** The same, seen from a value that holds the checked one at {@code prefix}. */
    public Violation under(String prefix) {
        return new Violation(prefix + pointer, detail);
    }
}
