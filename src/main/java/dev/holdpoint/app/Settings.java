package dev.holdpoint.app;

import dev.holdpoint.access.AccessSettings;
import dev.holdpoint.broker.PendingLimits;
import dev.holdpoint.broker.Retention;
import dev.holdpoint.http.HttpSettings;
import dev.holdpoint.interaction.SeparateTypes;
import dev.holdpoint.rest.RestSettings;
import dev.holdpoint.store.postgresql.PostgresSettings;
import dev.holdpoint.store.sql.WriterSettings;
import dev.holdpoint.store.sqlite.SqliteSettings;
import io.quarkus.runtime.configuration.MemorySize;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What is configured, checked in one place before anything is opened: what the types of the configuration do not say is
 * said by what each room makes of it.
 */
record Settings(
        HoldpointConfig.StoreKind store,
        SqliteSettings sqlite,
        Optional<PostgresSettings> postgresql,
        Retention retention,
        PendingLimits pendingLimits,
        SeparateTypes separateTypes,
        AccessSettings access,
        Duration checkTime,
        HttpSettings http,
        RestSettings rest) {

    /** Throws an {@link IllegalArgumentException} that names the property. */
    static Settings of(HoldpointConfig config, String address, Set<String> corsOrigins) {
        var access = AccessConfiguration.of(config, address);
        return new Settings(
                config.store(),
                sqlite(config),
                config.store() == HoldpointConfig.StoreKind.POSTGRESQL
                        ? Optional.of(PostgresConfiguration.of(config.postgresql(), writer(config.limits())))
                        : Optional.empty(),
                new Retention(config.retention().settled(), config.retention().events()),
                new PendingLimits(
                        atLeastOne(
                                "holdpoint.limits.pending-per-session",
                                config.limits().pendingPerSession()),
                        access.pendingPerTenant()),
                access.separateTypes(),
                access.settings(),
                positive("holdpoint.limits.check-time", config.limits().checkTime()),
                http(config.http(), corsOrigins),
                new RestSettings(
                        config.timeout().defaultTimeout(), config.http().maxWait()));
    }

    private static HttpSettings http(HoldpointConfig.Http config, Set<String> corsOrigins) {
        return new HttpSettings(
                config.allowedHosts().orElse(Set.of()),
                config.publicUrl().map(AccessConfiguration::publicUrl),
                corsOrigins,
                config.connections().map(count -> atLeastOne("holdpoint.http.connections", count)),
                config.connectionsPerAddress()
                        .map(count -> atLeastOne("holdpoint.http.connections-per-address", count)),
                shareOfHeap(config.bodiesSize()),
                shareOfHeap(config.answersSize()));
    }

    /** An eighth of the heap, where nothing else is configured. */
    private static long shareOfHeap(Optional<MemorySize> configured) {
        return configured
                .map(MemorySize::asLongValue)
                .orElseGet(() -> Runtime.getRuntime().maxMemory() / 8);
    }

    private static WriterSettings writer(HoldpointConfig.Limits config) {
        return new WriterSettings(
                atLeastOne("holdpoint.limits.write-queue", config.writeQueue()),
                config.writeQueueSize().asLongValue());
    }

    private static SqliteSettings sqlite(HoldpointConfig config) {
        return new SqliteSettings(
                config.dataDir(),
                writer(config.limits()),
                atLeastOne("holdpoint.sqlite.readers", config.sqlite().readers()),
                config.sqlite()
                        .maxSize()
                        .map(MemorySize::asLongValue)
                        .map(bytes -> bytes / SqliteSettings.PAGE_SIZE)
                        .orElse(SqliteSettings.NO_LIMIT));
    }

    private static Duration positive(String property, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(property + " (" + value + ") must be more than nothing");
        }
        return value;
    }

    private static int atLeastOne(String property, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(property + " (" + value + ") must be at least 1");
        }
        return value;
    }
}
