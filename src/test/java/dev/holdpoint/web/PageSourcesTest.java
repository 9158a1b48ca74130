package dev.holdpoint.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Deno;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is written in TypeScript: its format, its lint, its types and its tests, by the scripts of {@code package.json}. The
 * application is started so that the page is bundled: types and tests are about the libraries that it is bundled with.
 */
@QuarkusTest
class PageSourcesTest {

    @BeforeAll
    static void install() {
        Deno.Result installed = Deno.run("install", "--frozen", "--quiet");
        assertThat(installed.status())
                .as(
                        "The tools that check the page (package.json, deno.lock) cannot be installed: let this machine reach "
                                + "the npm registry, or name a mirror of it in .npmrc.%n%s",
                        installed.output())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"format", "lint", "types", "test"})
    void nothingIsWrongWith(String script) {
        Deno.Result result = Deno.run("task", "--quiet", script);
        assertThat(result.status())
                .as("deno task %s%n%s", script, result.output())
                .isZero();
    }

    @Test
    void noLineIsLongerThan120() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            assertThat(files.filter(file -> file.toString().matches(".*\\.(ts|css)")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readAllLines(file))
                            .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120)));
        }
    }
}
