package dev.holdpoint.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.Optional;

/** Runs {@code pattern} in linear time, by RE2/J, unanchored as JSON Schema has it. Thread-safe. */
final class Re2Patterns implements RegularExpressionFactory {

    private static final int MAX_STATES = 10_000;
    private static final int STATES_PER_STEP = 64;

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
        Pattern pattern = Pattern.compile(regex);
        long states = pattern.programSize();
        return text -> {
            if (Meter.CURRENT.isBound()) {
                Meter.CURRENT.get().spend(states * text.length() / STATES_PER_STEP);
            }
            return pattern.matcher(text).find();
        };
    }
}
