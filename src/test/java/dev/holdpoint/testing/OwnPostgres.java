package dev.holdpoint.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server of one test, durable, which that stops, restarts, has followed by another and promotes. */
public final class OwnPostgres implements AutoCloseable {

    private static final Set<String> NOT_COPIED =
            Set.of("postmaster.pid", "postmaster.opts", "pg_wal", "current_logfiles");

    private final Path folder;
    private final Path binaries;
    private final int port;
    private Process process;

    private OwnPostgres(Path folder, Path binaries, int port) throws IOException {
        this.folder = folder;
        this.binaries = binaries;
        this.port = port;
        this.process = run();
    }

    /** Makes one, below a folder of the test's. */
    public static OwnPostgres make(Path parent) throws IOException {
        Path folder = Files.createDirectory(
                parent.resolve("primary"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        int port = freePort();
        Path binaries;
        try (var _ = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start()) {
            binaries = binaries(folder);
        }
        configure(
                folder,
                "fsync = on",
                "synchronous_commit = on",
                "full_page_writes = on",
                "max_connections = 300",
                "shared_buffers = 64MB",
                "wal_level = replica",
                "unix_socket_directories = ''",
                "wal_keep_size = 512MB");
        return new OwnPostgres(folder, binaries, port);
    }

    public int port() {
        return port;
    }

    /** As where the machine lost its power: nothing is written any more that was not. */
    public void stopAtOnce() throws IOException, InterruptedException {
        List<ProcessHandle> all = everybody();
        Process stopping = tool("pg_ctl", "stop", "-D", folder.toString(), "-m", "immediate");
        stopping.waitFor();
        process.waitFor();
        all.forEach(one -> one.onExit().join());
    }

    /** Starts it after it was stopped, and waits until it serves. */
    public void start() throws IOException {
        process = run();
    }

    /** From now on it neither reads nor writes. */
    public void freeze() {
        everybody().forEach(one -> signal("STOP", one.pid()));
    }

    public void thaw() {
        everybody().forEach(one -> signal("CONT", one.pid()));
    }

    /** Another that follows this one, which from now on keeps nothing that the other has not. */
    public OwnPostgres follow(Path parent) throws IOException, SQLException {
        Path other = parent.resolve("standby");
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('standby', true)");
            copy(folder, other);
            String label;
            try (var rows = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                rows.next();
                label = rows.getString(1);
            }
            Files.writeString(other.resolve("backup_label"), label);
        }
        Files.createDirectories(other.resolve("pg_wal/archive_status"));
        Files.createFile(other.resolve("standby.signal"));
        configure(
                other,
                "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres application_name=standby'",
                "hot_standby = on");
        var standby = new OwnPostgres(other, binaries, freePort());
        execute("ALTER SYSTEM SET synchronous_standby_names = 'standby'");
        execute("SELECT pg_reload_conf()");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> text("SELECT coalesce(max(sync_state), '') FROM pg_stat_replication")
                        .equals("sync"));
        return standby;
    }

    /** Has it take the place of the one that it follows. */
    public void promote() throws SQLException {
        text("SELECT pg_promote()::text");
    }

    public Connection connect() throws SQLException {
        var source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        source.setUser("postgres");
        source.setConnectTimeout(2);
        return source.getConnection();
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = connect();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private String text(String query) throws SQLException {
        try (Connection connection = connect();
                var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Process run() throws IOException {
        Process started = tool("postgres", "-D", folder.toString(), "-p", Integer.toString(port), "-h", "127.0.0.1");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> text("SELECT 'there'").equals("there"));
        return started;
    }

    /** It refuses to run as root: as nobody else it does. */
    private Process tool(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve(name).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolveSibling(folder.getFileName() + ".log").toFile()))
                .start();
    }

    /** Those of the server that runs in a folder. */
    private static Path binaries(Path folder) throws IOException {
        String pid = Files.readAllLines(folder.resolve("postmaster.pid")).getFirst();
        String line = Files.readString(Path.of("/proc", pid, "cmdline"));
        return Path.of(line.substring(0, line.indexOf('\0'))).getParent();
    }

    private List<ProcessHandle> everybody() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void configure(Path folder, String... lines) throws IOException {
        Files.write(folder.resolve("postgresql.conf"), List.of(lines), StandardOpenOption.APPEND);
    }

    /** Files may come and go meanwhile. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path made =
                        Files.createDirectory(to.resolve(from.relativize(folder).toString()));
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
                return NOT_COPIED.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!NOT_COPIED.contains(file.getFileName().toString())) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file).toString()));
                    } catch (NoSuchFileException gone) {
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    @Override
    public void close() {
        thaw();
        List<ProcessHandle> all = everybody();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }
}
