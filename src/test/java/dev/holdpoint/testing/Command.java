package dev.holdpoint.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The packaged command, as processes. Those that are started are ended with it. */
public final class Command implements AutoCloseable {

    private final Map<String, String> variables;
    private final Path folder;
    private final List<Started> all = new ArrayList<>();

    /**
     * @param folder where it runs
     * @param variables what its environment has of ours; nothing else of ours is in it
     */
    public Command(Path folder, Map<String, String> variables) {
        this.folder = folder;
        this.variables = variables;
    }

    /** What became of one. */
    public record Run(int exit, String out, String err) {}

    /** One that runs. */
    @SuppressWarnings("JdkObsolete") // several threads
    public static final class Started {
        private final Process process;
        private final StringBuffer out = new StringBuffer();
        private final CompletableFuture<String> outEnd;
        private final StringBuffer err = new StringBuffer();
        private final CompletableFuture<String> errEnd;

        private Started(Process process) {
            this.process = process;
            this.outEnd = later(process.getInputStream(), out);
            this.errEnd = later(process.getErrorStream(), err);
        }

        public Process process() {
            return process;
        }

        /** What it said so far. */
        public String out() {
            return out.toString();
        }

        /** The same, beside standard output. */
        public String err() {
            return err.toString();
        }

        public Run end() {
            try {
                if (!process.waitFor(100, TimeUnit.SECONDS)) {
                    throw new AssertionError("it does not end; it said: " + err);
                }
                return new Run(process.exitValue(), outEnd.get(10, TimeUnit.SECONDS), errEnd.get(10, TimeUnit.SECONDS));
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
        }

        private static CompletableFuture<String> later(InputStream stream, StringBuffer heard) {
            var end = new CompletableFuture<String>();
            Thread.ofPlatform().daemon().name("output").start(() -> {
                var buffer = new byte[8_192];
                try {
                    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                        heard.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                    }
                } catch (IOException closed) {
                    // it has ended
                }
                end.complete(heard.toString());
            });
            return end;
        }
    }

    /** The words that start it. */
    public static List<String> words(String... arguments) {
        String packaged = System.getProperty("packaged.service", "target/quarkus-app/quarkus-run.jar");
        String file = Path.of(packaged).toAbsolutePath().toString();
        var words = new ArrayList<String>();
        if (packaged.endsWith(".jar")) {
            words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            words.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-jar"));
        }
        words.add(file);
        words.addAll(List.of(arguments));
        return words;
    }

    public Run run(String... arguments) {
        return start(words(arguments), "").end();
    }

    public Started start(String... arguments) {
        return start(words(arguments), "");
    }

    /** Starts any words here, and says something to them. */
    public Started start(List<String> words, String in) {
        try {
            var builder = new ProcessBuilder(words).directory(folder.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("HOLDPOINT_"));
            builder.environment().putAll(variables);
            var started = new Started(builder.start());
            all.add(started);
            try (var to = started.process.getOutputStream()) {
                to.write(in.getBytes(StandardCharsets.UTF_8));
            } catch (IOException deaf) {
                // it has ended, or wants to hear nothing
            }
            return started;
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    @Override
    public void close() {
        all.forEach(one -> one.process.destroyForcibly());
    }
}
