package dev.holdpoint.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class NpmPackagesTest {

    @TempDir
    Path folder;

    /** A test that is not run says which it is and what is lacking; it does not pass. */
    @Test
    @Timeout(120)
    void whereNpmHasNothingToGiveTheTestIsSkippedLoudly() {
        // Given
        var logged = new ArrayList<String>();
        var packages = new NpmPackages(
                Map.of(
                        "npm_config_registry", "http://127.0.0.1:1/",
                        "npm_config_cache", folder.resolve("cache").toString(),
                        "npm_config_fetch_retries", "0"),
                logged::add);

        // When
        for (String test : new String[] {"SomeIT", "OtherIT"}) {
            assertThatThrownBy(
                            () -> packages.installed(Path.of("src", "test", "mcp"), folder.resolve("installed"), test))
                    .isInstanceOf(TestAbortedException.class)
                    .hasMessageContaining(test);
        }

        // Then
        assertThat(logged).hasSize(2);
        assertThat(logged.get(0)).startsWith("SKIPPED: SomeIT, for ").contains("src/test/mcp", "npm");
        assertThat(logged.get(1)).isEqualTo(logged.get(0).replace("SomeIT", "OtherIT"));
    }
}
