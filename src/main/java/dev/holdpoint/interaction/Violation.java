package dev.holdpoint.interaction;

/**
 * One thing wrong with a JSON value.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901) into that value
 * @param detail what, in words for people
 * @param isTooLarge whether it is a size in bytes that is beyond its bound, which is told apart from what is wrong
 */
public record Violation(String pointer, String detail, boolean isTooLarge) {

    public Violation(String pointer, String detail) {
        this(pointer, detail, false);
    }

    public static Violation tooLarge(String pointer, long limit) {
        return new Violation(pointer, "larger than " + limit + " bytes", true);
    }

    /** The same, seen from a value that holds the checked one at {@code prefix}. */
    public Violation under(String prefix) {
        return new Violation(prefix + pointer, detail, isTooLarge);
    }
}
