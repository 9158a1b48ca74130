package dev.holdpoint.store.postgresql;

import dev.holdpoint.store.sql.WriterSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the store is set up.
 *
 * @param url where the database is, as its driver takes it
 * @param listenUrl where it is listened to; another than {@code url} where a pooler stands before that
 * @param username null where the driver is to find out
 * @param readers how many connections read at once
 * @param replica the name of this process among all that use the database
 * @param beat how often it says that it lives
 */
public record PostgresSettings(
        PostgresUrl url,
        PostgresUrl listenUrl,
        @Nullable String username,
        Password password,
        WriterSettings writer,
        int readers,
        String replica,
        Duration beat) {

    public static final Duration BEAT = Duration.ofSeconds(3);
}
