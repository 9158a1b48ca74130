package dev.holdpoint.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What others have made, from npm, at the versions that a {@code package-lock.json} of this repository names. */
public final class NpmPackages {

    private static final String LOCK = "package-lock.json";
    private static final int MINUTES = 6;

    private NpmPackages() {}

    /**
     * Installs them, unless just these are there; the test is skipped, and says so, where npm has nothing to give.
     *
     * @param sources with their {@code package.json} and all else that belongs to it
     * @param installed where they are to be
     * @param what is not tried where they cannot be had
     */
    public static synchronized Path install(Path sources, Path installed, String what)
            throws IOException, InterruptedException {
        boolean isThere = Files.exists(installed.resolve("node_modules").resolve("." + LOCK))
                && Files.exists(installed.resolve(LOCK))
                && Files.mismatch(sources.resolve(LOCK), installed.resolve(LOCK)) < 0;
        if (!isThere && !isReached()) {
            String why = "SKIPPED: npm is not there or reaches no registry, so " + what + " was not tried";
            System.out.println(why);
            Assumptions.abort(why);
        }
        Files.createDirectories(installed);
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                Files.copy(file, installed.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        List<String> said = new ArrayList<>();
        if (!isThere && npm(installed, said, "ci", "--no-audit", "--no-fund", "--loglevel=error") != 0) {
            throw new IllegalStateException("npm ci failed: " + said);
        }
        return installed.toAbsolutePath();
    }

    private static boolean isReached() throws InterruptedException {
        try {
            return npm(Path.of("target"), new ArrayList<>(), "view", "node@24", "version") == 0;
        } catch (IOException noNpm) {
            return false;
        }
    }

    private static int npm(Path folder, List<String> said, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("npm"));
        command.addAll(List.of(arguments));
        Path log = Path.of("target", "npm.log").toAbsolutePath();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("npm has not ended in " + MINUTES + " minutes");
        }
        said.add(Files.readString(log));
        return process.exitValue();
    }
}
