package dev.holdpoint.interaction;

/** How large things may be, in bytes of UTF-8 without insignificant white space, and how large they are. */
public final class Sizes {

    public static final int DATA = 256 << 10;
    public static final int RESPONSE = 256 << 10;
    public static final int METADATA = 16 << 10;
    public static final int SCHEMA = 64 << 10;

    /** What a request says in all. */
    public static final int BODY = 1 << 20;

    /** A page of interactions or of events ends here; it has one item at least. */
    public static final int PAGE = 4 << 20;

    private static final int PIECE = 1_024;

    private Sizes() {}

    /**
     * How many bytes of UTF-8 a text takes; a lone surrogate counts as the mark that replaces it. Goes through it a piece
     * at a time: to ask a text for each character is dear in a native image.
     */
    public static int utf8(String text) {
        var piece = new char[Math.min(text.length(), PIECE)];
        int bytes = text.length();
        for (int from = 0; from < text.length(); from += piece.length) {
            int length = Math.min(piece.length, text.length() - from);
            text.getChars(from, from + length, piece, 0);
            for (int i = 0; i < length; i++) {
                char unit = piece[i];
                if (unit >= 0x80) {
                    bytes += unit < 0x800 || Character.isSurrogate(unit) ? 1 : 2;
                }
            }
        }
        return bytes;
    }

    /** How many bytes a text takes at most as a JSON string, its quotes and escapes included. */
    static int quoted(String text) {
        int bytes = 2 + utf8(text);
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if ("\"\\\b\t\n\f\r".indexOf(unit) >= 0) {
                bytes += 1;
            } else if (unit < 0x20) {
                bytes += 5;
            }
        }
        return bytes;
    }
}
