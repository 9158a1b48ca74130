package dev.holdpoint.rest;

/** What a string may be. Lengths are in code points. */
final class Text {

    static final int MAX_REASON = 2_000;
    static final String REASON_SHAPE = "a string of at most 2000 characters is needed here";

    private Text() {}

    static boolean isAtMost(int length, String text) {
        return text.codePointCount(0, text.length()) <= length;
    }

    static boolean hasNoControls(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }
}
