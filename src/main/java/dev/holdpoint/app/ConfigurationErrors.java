package dev.holdpoint.app;

import java.io.PrintStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Standard error, where Quarkus tells of values that a configuration cannot have, in several lines and by the names of
 * exceptions: they are told in one, by the names of properties. Everything else goes through as it is.
 */
final class ConfigurationErrors extends PrintStream {

    private static final String BEGINNING = "Configuration validation failed:";
    private static final Pattern VALUE = Pattern.compile(
            "The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted (.*)");

    ConfigurationErrors(PrintStream out) {
        super(out, true, out.charset());
    }

    @Override
    public void println(@Nullable String text) {
        super.println(text != null && text.startsWith(BEGINNING) ? inOneLine(text) : text);
    }

    private static String inOneLine(String text) {
        return text.substring(BEGINNING.length())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(ConfigurationErrors::inOurWords)
                .collect(Collectors.joining("; ", "holdpoint cannot start: ", ""));
    }

    private static String inOurWords(String error) {
        String words = error.replaceFirst("^[\\w.$]+(?:Exception|Error): ", "")
                .replaceAll("SRCFG\\d+: ", "")
                .replaceFirst(" to enum class [\\w.$]+", "");
        Matcher value = VALUE.matcher(words);
        return value.matches() ? value.group(1) + " (" + value.group(2) + ") is wrong: " + value.group(3) : words;
    }
}
