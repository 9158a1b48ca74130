package dev.holdpoint.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** What others have made, from npm, at the versions that a {@code package-lock.json} of this repository names. */
public final class NpmPackages {

    private static final NpmPackages USUAL = new NpmPackages(Map.of(), System.out::println);
    private static final String LOCK = "package-lock.json";
    private static final int MINUTES = 6;

    private final Map<String, String> environment;
    private final Consumer<String> log;

    /** Why there is nothing; once it is known, nobody waits for it again. */
    private @Nullable String lacking;

    /**
     * @param environment what npm is told beside what this process is
     * @param log hears which test is skipped, and why
     */
    NpmPackages(Map<String, String> environment, Consumer<String> log) {
        this.environment = environment;
        this.log = log;
    }

    /**
     * Installs them, unless just these are there; the test is skipped, and says so, where npm has nothing to give.
     *
     * @param sources with their {@code package.json} and all else that belongs to it
     * @param installed where they are to be
     * @param test what is skipped where they cannot be had
     */
    public static Path install(Path sources, Path installed, String test) throws IOException, InterruptedException {
        return USUAL.installed(sources, installed, test);
    }

    synchronized Path installed(Path sources, Path installed, String test) throws IOException, InterruptedException {
        boolean isThere = Files.exists(installed.resolve("node_modules").resolve("." + LOCK))
                && Files.exists(installed.resolve(LOCK))
                && Files.mismatch(sources.resolve(LOCK), installed.resolve(LOCK)) < 0;
        if (!isThere) {
            lacking = lacking == null ? lacking() : lacking;
            if (!lacking.isEmpty()) {
                String why =
                        "SKIPPED: " + test + ", for what it needs of npm (" + sources + ") cannot be had: " + lacking;
                log.accept(why);
                Assumptions.abort(why);
            }
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

    /** What npm says where it reaches no registry; nothing where it does. */
    private String lacking() throws InterruptedException {
        List<String> said = new ArrayList<>();
        try {
            return npm(Path.of("target"), said, "view", "node@24", "version") == 0
                    ? ""
                    : said.getFirst()
                            .lines()
                            .filter(line -> !line.isBlank())
                            .limit(4)
                            .collect(Collectors.joining("; "));
        } catch (IOException noNpm) {
            return "there is no npm (" + noNpm.getMessage() + ")";
        }
    }

    private int npm(Path folder, List<String> said, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("npm"));
        command.addAll(List.of(arguments));
        Path log = Path.of("target", "npm.log").toAbsolutePath();
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("npm has not ended in " + MINUTES + " minutes");
        }
        said.add(Files.readString(log));
        return process.exitValue();
    }
}
