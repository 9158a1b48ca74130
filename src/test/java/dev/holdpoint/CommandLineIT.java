package dev.holdpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Service;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
        "-Dholdpoint.unknown=1,holdpoint.unknown"
    })
    void aWrongConfigurationIsNamedAndNothingIsOpened(String option, String said) throws Exception {
        Run run = run(option);
        assertThat(run.exit).isNotZero();
        assertThat(run.output).contains(said).doesNotContain("\tat ", "\"frames\"");
        assertThat(folder.resolve("data/holdpoint.db")).doesNotExist();
    }

    private record Run(int exit, String output) {}

    private Run run(String argument) throws Exception {
        Process process = new ProcessBuilder(Service.command(folder.resolve("data"), 0, argument))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }
}
