package dev.holdpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Service;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged service as a command: what it says instead of starting. */
class CommandLineIT {

    @TempDir
    Path folder;

    @Test
    void theVersionIsToldWithoutStarting() throws Exception {
        Run run = run("--version");
        assertThat(run.exit).isZero();
        assertThat(run.output.strip()).matches("holdpoint \\d+\\.\\d+\\.\\d+\\S*");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void theHelpNamesEveryProperty() throws Exception {
        Run run = run("--help");
        assertThat(run.exit).isZero();
        assertThat(run.output).startsWith("Holdpoint:").contains("holdpoint.data-dir", "holdpoint.http.max-wait");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void anArgumentThatIsUnknownIsNamed() throws Exception {
        Run run = run("--port=80");
        assertThat(run.exit).isEqualTo(64);
        assertThat(run.output.strip()).isEqualTo("holdpoint: unknown argument '--port=80'; --help tells what there is");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "-Dholdpoint.store=nope,holdpoint.store",
        "-Dholdpoint.timeout.default=5x,holdpoint.timeout.default",
        "-Dholdpoint.timeout.default=P31D,holdpoint.timeout.default (PT744H) must be from",
        "-Dholdpoint.limits.write-queue=0,holdpoint.limits.write-queue (0) must be at least 1",
        "-Dholdpoint.limits.check-time=PT0S,holdpoint.limits.check-time (PT0S) must be more than nothing",
        "-Dholdpoint.retention.settled=PT1H,holdpoint.retention.settled (PT1H) must be at least",
        "-Dholdpoint.limits.write-queue=abc,holdpoint.limits.write-queue",
        "-Dholdpoint.unknown=1,holdpoint.unknown"
    })
    void aWrongConfigurationIsNamedAndNothingIsOpened(String option, String said) throws Exception {
        assertRefused(run(option), said);
        assertThat(folder.resolve("data/holdpoint.db")).doesNotExist();
    }

    /** It is seen when the server is to listen, with the store open. */
    @Test
    void aPortThatIsNoneIsNamed() throws Exception {
        assertRefused(run("-Dquarkus.http.port=70000"), "port must be <= 65535");
    }

    private static void assertRefused(Run run, String said) {
        assertThat(run.exit).isNotZero();
        assertThat(run.output.lines().filter(line -> line.contains("holdpoint cannot start: ")))
                .as(run.output)
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains(said)
                .doesNotContain("SRCFG", "java.lang.");
        assertThat(run.output).doesNotContain("\tat ", "\"frames\"", "Configuration validation failed");
    }

    @Test
    void wrongPropertiesAreNamedTogether() throws Exception {
        Run run = run("-Dholdpoint.store=nope", "-Dholdpoint.timeout.default=5x");
        assertThat(run.output.strip().lines())
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("holdpoint cannot start: ")
                .contains("holdpoint.store", "holdpoint.timeout.default");
    }

    private record Run(int exit, String output) {}

    private Run run(String argument, String... first) throws Exception {
        Process process = new ProcessBuilder(Service.command(folder.resolve("data"), 0, argument, first))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }
}
