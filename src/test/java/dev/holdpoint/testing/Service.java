package dev.holdpoint.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged service, running as a process of its own. */
public final class Service {
    private final Process process;
    private final URI base;
    private final Api api;

    public Service(Path folder, String... options) throws IOException {
        this(folder, freePort(), options);
    }

    public Service(Path folder, int port, String... options) throws IOException {
        this(folder, port, new String[0], options);
    }

    private Service(Path folder, int port, String[] token, String... options) throws IOException {
        process = start(folder, port, options);
        base = URI.create("http://localhost:" + port);
        api = new Api(base, token);
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> api.get("/q/health/ready").status() == 200);
    }

    /** One that everybody has to be known to; it is called with a token. */
    public static Service known(Path folder, String[] token) throws IOException {
        return new Service(folder, freePort(), token, "-Dholdpoint.access.mode=required");
    }

    public static Process start(Path folder, int port, String... options) throws IOException {
        return new ProcessBuilder(command(
                        folder, port, "-Dquarkus.log.category.\"dev.holdpoint.settlement\".level=WARN", options))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /**
     * The command that starts the packaged service, a jar or a native binary, with one more option or argument, and with
     * options that override what every test has.
     */
    public static List<String> command(Path folder, int port, String more, String... first) {
        String packaged = System.getProperty("packaged.service", "target/quarkus-app/quarkus-run.jar");
        var options = new ArrayList<>(List.of(
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dquarkus.http.port=" + port,
                "-Dholdpoint.data-dir=" + folder));
        if (List.of(first).stream().noneMatch(option -> option.startsWith("-Dholdpoint.access.mode="))) {
            options.add("-Dholdpoint.access.mode=open"); // what is tested of callers says so; all else needs none
        }
        options.addAll(List.of(first));
        boolean isOption = more.startsWith("-D");
        if (isOption) {
            options.add(more);
        }
        var command = new ArrayList<String>();
        if (packaged.endsWith(".jar")) {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of("-jar", packaged));
        } else {
            command.add(packaged);
            command.addAll(options);
        }
        if (!isOption) {
            command.add(more);
        }
        return command;
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    public Process process() {
        return process;
    }

    public URI base() {
        return base;
    }

    public Api api() {
        return api;
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
