package dev.holdpoint.testing;

import dev.holdpoint.store.postgresql.Password;
import dev.holdpoint.store.postgresql.PostgresSettings;
import dev.holdpoint.store.postgresql.PostgresUrl;
import dev.holdpoint.store.sql.WriterSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server of the tests' own, started once where one needs it: durable, as those of others are. */
public final class PostgresServer {

    private static final String PORT = "embedded.postgresql.port";
    private static final Set<String> MADE = ConcurrentHashMap.newKeySet();

    private PostgresServer() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "300")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Once for all class loaders: an application under test has its own. */
    public static int port() {
        synchronized (System.getProperties()) {
            String port = System.getProperty(PORT);
            if (port == null) {
                port = Integer.toString(start().getPort());
                System.setProperty(PORT, port);
            }
            return Integer.parseInt(port);
        }
    }

    public static Connection connect() throws SQLException {
        var source = new PGSimpleDataSource();
        source.setURL("jdbc:" + url(port(), "public"));
        source.setUser("postgres");
        return source.getConnection();
    }

    /** Settings of one more replica, in the schema of a folder. */
    public static PostgresSettings schemaOf(Path folder) {
        String schema = schema(folder);
        make(schema);
        return settings(url(port(), schema));
    }

    public static String schema(Path folder) {
        return "s" + Integer.toHexString(folder.toAbsolutePath().hashCode());
    }

    /** Settings of one more replica, which says so seldom that it lives that no test sees it. */
    public static PostgresSettings settings(String url) {
        return settings(url, Duration.ofHours(1));
    }

    public static PostgresSettings settings(String url, Duration beat) {
        PostgresUrl where = PostgresUrl.of("url", url);
        return new PostgresSettings(
                where,
                where,
                "postgres",
                Password.NONE,
                new WriterSettings(10_000, 64 << 20),
                4,
                UUID.randomUUID().toString(),
                beat);
    }

    public static String url(int port, String schema) {
        return "postgresql://127.0.0.1:" + port + "/postgres?currentSchema=" + schema;
    }

    public static void make(String schema) {
        if (MADE.add(schema)) {
            try (Connection connection = connect();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA " + schema);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
