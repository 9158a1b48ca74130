package dev.holdpoint.schema;

import java.util.ArrayDeque;

/**
 * How many states a regular expression takes, from above: counted repetitions multiply, nested ones with each other. RE2/J
 * writes them out without a bound of its own, so this is asked before it compiles.
 */
final class PatternSize {

    /** How long the numbers of a repetition can be: more of them is none. */
    private static final int MAX_COUNTS = 20;

    private final String pattern;
    private int at;

    /** The sizes of the groups that are open, outermost first; the last is that of the innermost. */
    private final ArrayDeque<Double> open = new ArrayDeque<>();

    /** The size of what a repetition would repeat. */
    private double atom;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    static double of(String pattern) {
        return new PatternSize(pattern).count();
    }

    private double count() {
        open.push(0.0);
        while (at < pattern.length()) {
            char next = pattern.charAt(at++);
            switch (next) {
                case '\\' -> skipEscape();
                case '[' -> skipClass();
                case '(' -> open.push(0.0);
                case ')' -> closeGroup();
                case '{' -> repeat();
                case '*', '+', '?' -> {}
                default -> add(1);
            }
        }
        while (open.size() > 1) {
            closeGroup();
        }
        return open.pop();
    }

    private void add(double size) {
        atom = size;
        open.push(open.pop() + size);
    }

    private void closeGroup() {
        if (open.size() > 1) {
            add(open.pop() + 2);
        }
    }

    private void skipEscape() {
        at++;
        add(1);
    }

    private void skipClass() {
        int start = at;
        while (at < pattern.length() && (pattern.charAt(at) != ']' || at == start)) {
            at += pattern.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
        add(1);
    }

    private void repeat() {
        int end = pattern.indexOf('}', at, Math.min(pattern.length(), at + MAX_COUNTS));
        String counts = end < 0 ? "" : pattern.substring(at, end);
        if (!counts.matches("\\d+(,\\d*)?")) {
            add(1);
            return;
        }
        at = end + 1;
        double most = 1;
        for (String count : counts.split(",", -1)) {
            most = count.isEmpty() ? most + 1 : Math.max(most, Double.parseDouble(count));
        }
        open.push(open.pop() + atom * (most - 1));
        atom *= most;
    }
}
