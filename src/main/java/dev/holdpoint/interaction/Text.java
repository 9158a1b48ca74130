package dev.holdpoint.interaction;

/** What a string may be. Lengths are in code points. */
public final class Text {

    public static final int MAX_TITLE = 200;
    public static final int MAX_REASON = 2_000;

    static final String TITLE_SHAPE =
            "a string of at most " + MAX_TITLE + " characters is needed here, without control characters";
    public static final String REASON_SHAPE =
            "a string of at most " + MAX_REASON + " characters is needed here, without U+0000";

    private Text() {}

    /** Whether it is one line for people. */
    static boolean isTitle(String text) {
        return isAtMost(MAX_TITLE, text) && hasNoControls(text);
    }

    /** Whether these words can be given with a settlement: not every store can keep U+0000. */
    public static boolean isReason(String text) {
        return isAtMost(MAX_REASON, text) && text.indexOf('\0') < 0;
    }

    static boolean isAtMost(int length, String text) {
        return text.length() <= length || text.codePointCount(0, text.length()) <= length;
    }

    static boolean hasNoControls(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }
}
