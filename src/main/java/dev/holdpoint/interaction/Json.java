package dev.holdpoint.interaction;

/**
 * A JSON value (RFC 8259) as compact text: without insignificant white space, otherwise as it was sent (the numbers'
 * literals, the members' order, the strings' code points). The text was checked where it came in and is trusted here.
 */
public record Json(String text) {

    public static final Json EMPTY_OBJECT = new Json("{}");

    @Override
    public String toString() {
        return text;
    }
}
