package dev.holdpoint.connect;

import java.util.ArrayList;
import java.util.List;

/** The words of the first command in a line of a shell, without their quotes; a variable stays the name that it has. */
final class ShellWords {

    private static final String ENDING = "|&;()<>\n";

    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private final String line;
    private boolean isBegun;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    static List<String> of(String line) {
        var words = new ShellWords(line);
        while (words.at < line.length() && ENDING.indexOf(line.charAt(words.at)) < 0) {
            words.take(line.charAt(words.at++));
        }
        words.end();
        return List.copyOf(words.words);
    }

    private void take(char one) {
        switch (one) {
            case ' ', '\t', '\r' -> end();
            case '\'' -> takeQuoted('\'', "");
            case '"' -> takeQuoted('"', "\"\\$`");
            case '\\' -> {
                if (at < line.length()) {
                    add(line.charAt(at++));
                }
            }
            default -> add(one);
        }
    }

    private void takeQuoted(char end, String escaped) {
        isBegun = true;
        while (at < line.length() && line.charAt(at) != end) {
            boolean isEscape = line.charAt(at) == '\\' && at + 1 < line.length();
            if (isEscape && escaped.indexOf(line.charAt(at + 1)) >= 0) {
                at++;
            }
            word.append(line.charAt(at++));
        }
        at++;
    }

    private void add(char one) {
        isBegun = true;
        word.append(one);
    }

    private void end() {
        if (isBegun) {
            words.add(word.toString());
        }
        word.setLength(0);
        isBegun = false;
    }
}
