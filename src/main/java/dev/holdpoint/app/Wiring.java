package dev.holdpoint.app;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import dev.holdpoint.interaction.Deadlines;
import dev.holdpoint.interaction.Housekeeping;
import dev.holdpoint.interaction.Hub;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Interactions;
import dev.holdpoint.interaction.ResponseCheck;
import dev.holdpoint.interaction.Retention;
import dev.holdpoint.interaction.Store;
import dev.holdpoint.interaction.Timers;
import dev.holdpoint.rest.EventFrames;
import dev.holdpoint.rest.RestSettings;
import dev.holdpoint.schema.JsonSchemaCheck;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.store.sqlite.SqliteSettings;
import dev.holdpoint.store.sqlite.SqliteStore;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** Puts the house together. */
@Singleton
class Wiring {

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
    EventBusAnnouncer announcer(Vertx vertx) {
        return new EventBusAnnouncer(vertx);
    }

    void close(@Disposes EventBusAnnouncer announcer) {
        announcer.close();
    }

    @Produces
    @Singleton
    ResponseCheck responseCheck() {
        return new JsonSchemaCheck();
    }

    @Produces
    @Singleton
    Store store(HoldpointConfig config, InstantSource clock, Metrics metrics) {
        check(config);
        return switch (config.store()) {
            case MEMORY -> new MemoryStore(clock);
            case SQLITE -> {
                SqliteStore store = SqliteStore.open(sqlite(config), clock, metrics);
                metrics.writerQueue(store::queued);
                yield store;
            }
        };
    }

    @Produces
    @Singleton
    Deadlines deadlines(Store store, InstantSource clock, Timers timers) {
        return new Deadlines(store, clock, timers);
    }

    @Produces
    @Singleton
    Housekeeping housekeeping(Store store, Timers timers, HoldpointConfig config) {
        return new Housekeeping(store, timers, retention(config));
    }

    @Produces
    @Singleton
    Interactions interactions(
            Store store,
            Deadlines deadlines,
            ResponseCheck check,
            EventBusAnnouncer announcer,
            InstantSource clock,
            Timers timers,
            ExecutorService checks,
            HoldpointConfig config) {
        TimeBasedEpochRandomGenerator uuids = Generators.timeBasedEpochRandomGenerator(new SecureRandom());
        var environment = new Interactions.Environment(
                clock, timers, () -> new InteractionId(uuids.generate()), checks, pendingLimit(config));
        return new Interactions(store, deadlines, check, announcer, environment);
    }

    @Produces
    @Singleton
    Hub hub(Store store) {
        return new Hub(store, new EventFrames());
    }

    @Produces
    @Singleton
    RestSettings restSettings(HoldpointConfig config) {
        return new RestSettings(
                config.timeout().defaultTimeout(), config.http().allowedHosts().orElse(Set.of()));
    }

    /** What the types of the configuration do not say; before anything is opened. */
    private void check(HoldpointConfig config) {
        var _ = restSettings(config);
        var _ = retention(config);
        var _ = pendingLimit(config);
    }

    private static Retention retention(HoldpointConfig config) {
        return new Retention(config.retention().settled(), config.retention().events());
    }

    private static int pendingLimit(HoldpointConfig config) {
        return atLeastOne(
                "holdpoint.limits.pending-per-session", config.limits().pendingPerSession());
    }

    private static SqliteSettings sqlite(HoldpointConfig config) {
        return new SqliteSettings(
                config.dataDir(),
                atLeastOne("holdpoint.limits.write-queue", config.limits().writeQueue()),
                config.limits().writeQueueSize().asLongValue(),
                atLeastOne("holdpoint.sqlite.readers", config.sqlite().readers()),
                config.sqlite()
                        .maxSize()
                        .map(MemorySize::asLongValue)
                        .map(bytes -> bytes / SqliteSettings.PAGE_SIZE)
                        .orElse(SqliteSettings.NO_LIMIT));
    }

    private static int atLeastOne(String property, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(property + " (" + value + ") must be at least 1");
        }
        return value;
    }
}
