package dev.holdpoint.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The runtime that the bundler brings as a Maven artifact, and leaves in {@code target} whenever it has bundled: what is
 * written in TypeScript is checked by it, whether or not Node is installed.
 */
public final class Deno {

    private static final Path BINARIES = Path.of("target", "node_modules", "@deno");
    private static final Path OUTPUT = Path.of("target", "deno.log");
    private static final int MINUTES = 4;

    private Deno() {}

    /** How a command ended, and what it said. */
    public record Result(int status, String output) {}

    /** Runs {@code deno} with these arguments in the project's folder. */
    public static Result run(String... arguments) {
        var command = new ArrayList<String>();
        command.add(binary().toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(OUTPUT.toFile());
        builder.environment().put("NO_COLOR", "1");
        // The authorities that this machine trusts beside those of the web: of a company, of a proxy.
        builder.environment().putIfAbsent("DENO_TLS_CA_STORE", "mozilla,system");
        try {
            Process process = builder.start();
            boolean isOver = process.waitFor(MINUTES, TimeUnit.MINUTES);
            if (!isOver) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException(
                        command + " has not ended in " + MINUTES + " minutes: " + Files.readString(OUTPUT));
            }
            return new Result(process.exitValue(), Files.readString(OUTPUT));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Path binary() {
        try (var found = Files.find(
                BINARIES,
                2,
                (path, file) ->
                        file.isRegularFile() && path.getFileName().toString().matches("deno(\\.exe)?"))) {
            return found.findFirst().orElseThrow(() -> new IllegalStateException("no Deno in " + BINARIES));
        } catch (IOException missing) {
            throw new UncheckedIOException(
                    "no Deno: the bundler leaves it in " + BINARIES + "; build the page first", missing);
        }
    }
}
