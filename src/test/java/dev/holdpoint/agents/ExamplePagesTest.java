package dev.holdpoint.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages for frameworks show the examples that {@code ExamplesIT} runs, and no others. */
@Timeout(10)
class ExamplePagesTest {

    private static final Path PAGES = Path.of("docs", "agents");
    private static final Path EXAMPLES = PAGES.resolve("examples");
    private static final int LINES_AT_MOST = 40;

    /** A line that ends with the file's name and a colon, and below it the file. */
    private static final Pattern SHOWN = Pattern.compile("(?ms)`examples/([^`]+)`[^\n]*:\n\n```[a-z]+\n(.*?)^```$");

    private static final Pattern LINK = Pattern.compile("`(docs/[a-z0-9./-]+)`|\\]\\(([a-zA-Z0-9./-]+)\\)");

    @Test
    void everyExampleIsShownAsItIs() {
        // When
        Map<String, String> shown = new TreeMap<>();
        pages().forEach(page -> SHOWN.matcher(read(page))
                .results()
                .forEach(block -> assertThat(shown.put(block.group(1), block.group(2)))
                        .as("shown twice: %s", block.group(1))
                        .isNull()));

        // Then
        Map<String, String> examples = new TreeMap<>();
        sources().forEach(source -> examples.put(EXAMPLES.relativize(source).toString(), read(source)));
        assertThat(shown).isEqualTo(examples);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void anExampleIsShort(Path source) {
        // When
        List<String> lines = read(source)
                .lines()
                .filter(line -> !line.startsWith("import ") && !line.startsWith("package ") && !line.isBlank())
                .toList();

        // Then
        boolean isShared = source.endsWith("Holdpoint.java");
        assertThat(lines).hasSizeLessThanOrEqualTo(isShared ? 2 * LINES_AT_MOST : LINES_AT_MOST);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatAPagePointsToIsThere(Path page) {
        LINK.matcher(read(page)).results().forEach(link -> {
            Path target = link.group(1) != null ? Path.of(link.group(1)) : PAGES.resolve(link.group(2));
            assertThat(target).exists();
        });
    }

    static List<Path> pages() {
        return files(PAGES, 1, ".md");
    }

    static List<Path> sources() {
        return Stream.of(".mjs", ".java")
                .flatMap(type -> files(EXAMPLES, 9, type).stream())
                .toList();
    }

    private static List<Path> files(Path folder, int depth, String type) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(type)).sorted().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
