package dev.holdpoint.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.Optional;

/** Runs {@code pattern} in linear time, by RE2/J, unanchored as JSON Schema has it. Thread-safe. */
final class Re2Patterns implements RegularExpressionFactory {

    private static final int MAX_STATES = 10_000;

    /** What is wrong with a pattern; empty where it can be run. */
    static Optional<String> problem(String pattern) {
        if (PatternSize.of(pattern) > MAX_STATES) {
            return Optional.of(
                    "the pattern is too large: its repetitions multiply to more than " + MAX_STATES + " states");
        }
        try {
            Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException syntax) {
            return Optional.of("not a pattern in RE2 syntax: " + syntax.getDescription());
        } catch (RuntimeException | StackOverflowError broken) {
            return Optional.of("not a pattern in RE2 syntax");
        }
    }

    @Override
    public RegularExpression getRegularExpression(String regex) {
        Meter.charge((long) Math.min(PatternSize.of(regex), Integer.MAX_VALUE));
        Pattern pattern = Pattern.compile(regex);
        return text ->
                pattern.matcher(new ChargedText(text, pattern.programSize())).find();
    }

    /** A text that is charged as it is read: for each part of it all states of the pattern, for they may all be tried. */
    private static final class ChargedText implements CharSequence {

        private static final int LOOKS_PER_CHARGE = 64;

        private final String text;
        private final int states;
        private int looks;

        ChargedText(String text, int states) {
            this.text = text;
            this.states = states;
        }

        @Override
        public char charAt(int index) {
            if (++looks % LOOKS_PER_CHARGE == 0) {
                Meter.charge(states);
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
