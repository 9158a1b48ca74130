package dev.holdpoint.app;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import dev.holdpoint.access.AccessSettings;
import dev.holdpoint.access.Holding;
import dev.holdpoint.access.Issuing;
import dev.holdpoint.access.LocalToken;
import dev.holdpoint.access.Recognition;
import dev.holdpoint.access.SigningIn;
import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.Deadlines;
import dev.holdpoint.broker.Environment;
import dev.holdpoint.broker.Housekeeping;
import dev.holdpoint.broker.ResponseCheck;
import dev.holdpoint.broker.Timers;
import dev.holdpoint.dialect.DialectSettings;
import dev.holdpoint.dialect.McpTools;
import dev.holdpoint.http.HttpSettings;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.rest.EventFrames;
import dev.holdpoint.rest.RestSettings;
import dev.holdpoint.schema.JsonSchemaCheck;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.store.postgresql.DatabaseClock;
import dev.holdpoint.store.postgresql.PostgresSettings;
import dev.holdpoint.store.postgresql.PostgresStore;
import dev.holdpoint.store.sqlite.SqliteStore;
import dev.holdpoint.stream.Hub;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the house together. */
@Singleton
class Wiring {

    @Produces
    @Singleton
    Settings settings(
            HoldpointConfig config,
            @ConfigProperty(name = "quarkus.http.host") String address,
            @ConfigProperty(name = "quarkus.http.cors.origins") Optional<List<String>> origins) {
        return Settings.of(config, address, Set.copyOf(origins.orElse(List.of())));
    }

    @Produces
    @Singleton
    HttpSettings httpSettings(Settings settings) {
        return settings.http();
    }

    @Produces
    @Singleton
    RestSettings restSettings(Settings settings) {
        return settings.rest();
    }

    @Produces
    @Singleton
    DialectSettings dialectSettings(Settings settings) {
        return new DialectSettings(settings.rest().defaultTimeout());
    }

    @Produces
    @Singleton
    McpTools mcpTools() {
        return McpTools.ofThisService();
    }

    @Produces
    @Singleton
    AccessSettings accessSettings(Settings settings) {
        return settings.access();
    }

    @Produces
    @Singleton
    Recognition recognition(StoreEngine store, Timers timers, InstantSource clock, Settings settings) {
        return new Recognition(store, timers, clock, settings.access().sessionIdle());
    }

    @Produces
    @Singleton
    Holding holding(Recognition recognition, Settings settings) {
        return new Holding(recognition, settings.access());
    }

    @Produces
    @Singleton
    Issuing issuing(StoreEngine store, Recognition recognition, InstantSource clock) {
        return new Issuing(store, recognition, clock);
    }

    @Produces
    @Singleton
    LocalToken localToken(HoldpointConfig config, StoreEngine store, Recognition recognition, InstantSource clock) {
        return new LocalToken(config.dataDir(), store, recognition, clock);
    }

    @Produces
    @Singleton
    SigningIn signingIn(StoreEngine store, Recognition recognition, InstantSource clock, Settings settings) {
        return new SigningIn(store, store, recognition, clock, settings.access().sessionMax());
    }

    @Produces
    @Singleton
    InstantSource clock(Settings settings) {
        InstantSource here = InstantSource.system();
        return settings.store() == HoldpointConfig.StoreKind.POSTGRESQL ? new DatabaseClock(here.instant()) : here;
    }

    @Produces
    @Singleton
    Timers timers(Vertx vertx) {
        return new VertxTimers(vertx);
    }

    @Produces
    @Singleton
    EventBusAnnouncer announcer(Vertx vertx, Settings settings) {
        return new EventBusAnnouncer(vertx, settings.http().answersSize());
    }

    void close(@Disposes EventBusAnnouncer announcer) {
        announcer.close();
    }

    @Produces
    @Singleton
    JsonSchemaCheck responseCheck(Settings settings) {
        return new JsonSchemaCheck(settings.checkTime());
    }

    void close(@Disposes JsonSchemaCheck check) {
        check.close();
    }

    @Produces
    @Singleton
    StoreEngine store(Settings settings, InstantSource clock, Metrics metrics) {
        return switch (settings.store()) {
            case MEMORY -> new MemoryStore(clock);
            case SQLITE -> SqliteStore.open(settings.sqlite(), clock, metrics);
            case POSTGRESQL -> PostgresStore.open(settings.postgresql().orElseThrow(), (DatabaseClock) clock, metrics);
        };
    }

    @Produces
    @Singleton
    Deadlines deadlines(StoreEngine store, InstantSource clock, Timers timers) {
        return new Deadlines(store, clock, timers);
    }

    @Produces
    @Singleton
    Housekeeping housekeeping(StoreEngine store, Timers timers, Settings settings) {
        return new Housekeeping(store, timers, settings.retention());
    }

    @Produces
    @Singleton
    Broker broker(
            StoreEngine store,
            Deadlines deadlines,
            ResponseCheck check,
            EventBusAnnouncer announcer,
            Timers timers,
            Settings settings) {
        TimeBasedEpochRandomGenerator uuids = Generators.timeBasedEpochRandomGenerator(new SecureRandom());
        var environment = new Environment(
                new SteadyClock(),
                timers,
                () -> new InteractionId(uuids.generate()),
                settings.postgresql()
                        .map(PostgresSettings::replica)
                        .orElseGet(() -> UUID.randomUUID().toString()),
                settings.pendingLimits(),
                settings.separateTypes());
        return new Broker(store, store, store, deadlines, check, announcer, environment);
    }

    @Produces
    @Singleton
    Hub hub(StoreEngine store, Settings settings) {
        return new Hub(store, new EventFrames(), settings.http().answersSize());
    }
}
