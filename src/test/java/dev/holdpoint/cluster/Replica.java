package dev.holdpoint.cluster;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Link;
import dev.holdpoint.testing.Service;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A replica of the packaged service, with a network of its own to the database, which a test kills, stops and cuts off. */
final class Replica implements AutoCloseable {

    private final Path folder;
    private final Path log;
    private final int port;
    private final String url;
    private final Link link;
    private final Api api;
    private Process process;

    /**
     * @param url where the database is, with {@code %d} for the port where the network to it begins
     * @param hours by how much its clock is wrong
     */
    Replica(Path folder, Link link, String url, int hours) throws IOException {
        this.folder = folder;
        this.log = Path.of("target", "chaos", folder.getFileName() + ".log");
        Files.createDirectories(log.getParent());
        Files.deleteIfExists(log);
        this.link = link;
        this.url = url.formatted(link.port());
        try (var free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        this.api = new Api(base());
        this.process = run(hours);
    }

    URI base() {
        return URI.create("http://localhost:" + port);
    }

    Api api() {
        return api;
    }

    Link link() {
        return link;
    }

    /** Waits until it says that it is ready; one that ends, for want of a database, is started again. */
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> {
                    if (!process.isAlive()) {
                        process = run(0);
                    }
                    return api.get("/q/health/ready").status() == 200;
                });
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** As an update does: it is told to end, and does so in its own time. */
    void leave() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a replica that was told to end is there after a minute");
        }
    }

    void start(int hours) throws IOException {
        process = run(hours);
    }

    /** It does nothing any more, until it goes on. */
    void stop() {
        signal("STOP");
    }

    void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Process run(int hours) throws IOException {
        var command = new ProcessBuilder(Service.command(
                folder,
                port,
                "-Dquarkus.log.category.\"dev.holdpoint.settlement\".level=WARN",
                "-Xmx384m",
                "-Dholdpoint.store=postgresql",
                "-Dholdpoint.postgresql.url=" + url,
                "-Dholdpoint.postgresql.username=postgres"));
        if (hours != 0) {
            command.environment().put("LD_PRELOAD", WrongClock.LIBRARY);
            command.environment()
                    .put("WRONG_CLOCK", Long.toString(Duration.ofHours(hours).toSeconds()));
        }
        Files.createDirectories(folder);
        return command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** What a process is started with whose clock is wrong. */
    private static final class WrongClock {
        private static final String LIBRARY = find();

        private static String find() {
            try {
                Process finding = new ProcessBuilder(".ci/wrong-clock").start();
                String found = new String(finding.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                String said = new String(finding.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                if (!finding.waitFor(3, TimeUnit.MINUTES) || finding.exitValue() != 0) {
                    throw new IllegalStateException(said);
                }
                return found;
            } catch (IOException | InterruptedException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        goOn();
        kill();
        link.close();
    }
}
