package dev.holdpoint.interaction;

/** The conversation or run that an interaction belongs to: 1 to 200 code points, no control characters, no dot path. */
public record SessionId(String value) {

    public static final int MAX_LENGTH = 200;

    public SessionId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("session id must be 1 to 200 characters without control characters,"
                    + " and neither '.' nor '..': '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) <= MAX_LENGTH
                && text.chars().noneMatch(Character::isISOControl)
                && !text.equals(".")
                && !text.equals("..");
    }

    @Override
    public String toString() {
        return value;
    }
}
