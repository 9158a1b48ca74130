package dev.holdpoint.interaction;

/**
 * Which sessions a caller is limited to: one, or where it ends in {@code *}, all that begin with what stands before that.
 *
 * @param text as it was written
 */
public record SessionPattern(String text) {

    public static final String SHAPE =
            "a session id of 1 to 200 characters is needed here, or the beginning of one and '*'; '*' alone is none";

    public SessionPattern {
        if (!isValid(text)) {
            throw new IllegalArgumentException(SHAPE + ": '" + text + "'");
        }
    }

    public static boolean isValid(String text) {
        return SessionId.isValid(text) && !text.equals("*");
    }

    public boolean isPrefix() {
        return text.endsWith("*");
    }

    /** What it begins with that matches, or all of it. */
    public String beginning() {
        return isPrefix() ? text.substring(0, text.length() - 1) : text;
    }

    public boolean matches(SessionId session) {
        return isPrefix()
                ? session.value().startsWith(beginning())
                : session.value().equals(text);
    }

    /** Whether all that another one matches is matched. */
    boolean contains(SessionPattern other) {
        return isPrefix() ? other.beginning().startsWith(beginning()) : other.text.equals(text);
    }
}
