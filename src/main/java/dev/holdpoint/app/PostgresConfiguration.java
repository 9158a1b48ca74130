package dev.holdpoint.app;

import dev.holdpoint.store.postgresql.Password;
import dev.holdpoint.store.postgresql.PostgresSettings;
import dev.holdpoint.store.postgresql.PostgresUrl;
import dev.holdpoint.store.sql.WriterSettings;
import java.util.UUID;

/** What is configured of the PostgreSQL store. */
final class PostgresConfiguration {

    private static final String URL = "holdpoint.postgresql.url";

    private PostgresConfiguration() {}

    /** Throws an {@link IllegalArgumentException} that names the property. */
    static PostgresSettings of(HoldpointConfig.Postgresql config, WriterSettings writer) {
        PostgresUrl url = PostgresUrl.of(
                URL,
                config.url()
                        .orElseThrow(() -> new IllegalArgumentException(
                                URL + " is needed where holdpoint.store is postgresql: postgresql://host:5432/db")));
        if (config.readers() < 1) {
            throw new IllegalArgumentException(
                    "holdpoint.postgresql.readers (" + config.readers() + ") must be at least 1");
        }
        return new PostgresSettings(
                url,
                config.listenUrl()
                        .map(text -> PostgresUrl.of("holdpoint.postgresql.listen-url", text))
                        .orElse(url),
                config.username().orElse(null),
                Password.of(config.password(), config.passwordFile()),
                writer,
                config.readers(),
                UUID.randomUUID().toString(),
                PostgresSettings.BEAT);
    }
}
