package dev.holdpoint.settings;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The comments in JSON: a person's own, which stay whatever is taken out around them.
 *
 * @param text all of it
 */
record Comments(String text) {

    /** Strings are read so that what looks like a comment in one is none. */
    private static final Pattern PIECE =
            Pattern.compile("\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|//[^\\r\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    boolean isAnyIn(int from, int to) {
        return !in(from, to).isEmpty();
    }

    /** What is left where a part is taken out: its comments, each in a line of its own where it stood in one. */
    String leftOf(int from, int to) {
        List<MatchResult> comments = in(from, to);
        if (comments.isEmpty()) {
            return "";
        }
        var left = new StringBuilder();
        boolean isLine = false;
        for (MatchResult comment : comments) {
            int line = lineOf(comment.start());
            boolean isAlone = text.substring(line, comment.start()).isBlank();
            if (isLine || (isAlone && from < line)) {
                left.append(newline()).append(indent(comment.start()));
            } else if (!left.isEmpty() || !text.substring(lineOf(from), from).isBlank()) {
                left.append(' ');
            }
            left.append(comment.group());
            isLine = comment.group().startsWith("//");
        }
        int end = text.indexOf('\n', to);
        if (!text.substring(to, end < 0 ? text.length() : end).isBlank()) {
            boolean isBroken = text.substring(comments.getLast().end(), to).contains("\n");
            left.append(isLine || isBroken ? newline() + indent(to) : " ");
        }
        return left.toString();
    }

    private List<MatchResult> in(int from, int to) {
        return PIECE.matcher(text)
                .region(from, to)
                .results()
                .filter(piece -> piece.group().startsWith("/"))
                .toList();
    }

    private int lineOf(int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    private String indent(int at) {
        String line = text.substring(lineOf(at), at);
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    private String newline() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }
}
