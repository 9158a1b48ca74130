package dev.holdpoint.app;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.Deadlines;
import dev.holdpoint.broker.Environment;
import dev.holdpoint.broker.Housekeeping;
import dev.holdpoint.broker.ResponseCheck;
import dev.holdpoint.broker.Timers;
import dev.holdpoint.http.HttpSettings;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.SeparateTypes;
import dev.holdpoint.rest.EventFrames;
import dev.holdpoint.rest.RestSettings;
import dev.holdpoint.schema.JsonSchemaCheck;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.store.sqlite.SqliteStore;
import dev.holdpoint.stream.Hub;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** Puts the house together. */
@Singleton
class Wiring {

    @Produces
    @Singleton
    Settings settings(HoldpointConfig config) {
        return Settings.of(config);
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
    InstantSource clock() {
        return InstantSource.system();
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
            InstantSource clock,
            Timers timers,
            Settings settings) {
        TimeBasedEpochRandomGenerator uuids = Generators.timeBasedEpochRandomGenerator(new SecureRandom());
        var environment = new Environment(
                clock,
                timers,
                () -> new InteractionId(uuids.generate()),
                UUID.randomUUID().toString(),
                settings.pendingPerSession(),
                SeparateTypes.NONE);
        return new Broker(store, store, store, deadlines, check, announcer, environment);
    }

    @Produces
    @Singleton
    Hub hub(StoreEngine store, Settings settings) {
        return new Hub(store, new EventFrames(), settings.http().answersSize());
    }
}
