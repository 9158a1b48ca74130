package dev.holdpoint.testing;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What {@code docs/providers.md} has people paste. */
public final class Documented {

    private static final Path PAGE = Path.of("docs", "providers.md");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## ([^\n]+)\n(.*?)(?=^## |\\z)");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```properties\n(.*?)^```");

    private Documented() {}

    /** The titles of the sections that have properties to paste. */
    public static List<String> sections() {
        return SECTION.matcher(page())
                .results()
                .filter(section -> BLOCK.matcher(section.group(2)).find())
                .map(section -> section.group(1))
                .toList();
    }

    /** The properties of a section. */
    public static Map<String, String> properties(String section) {
        String text = SECTION.matcher(page())
                .results()
                .filter(one -> one.group(1).equals(section))
                .map(one -> one.group(2))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no section '" + section + "' in " + PAGE));
        return BLOCK.matcher(text).results().map(Documented::read).findFirst().orElseThrow();
    }

    private static Map<String, String> read(MatchResult block) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(block.group(1)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return properties.stringPropertyNames().stream().collect(toMap(name -> name, properties::getProperty));
    }

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
