package dev.holdpoint.app;

import dev.holdpoint.access.Recognition;
import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.Deadlines;
import dev.holdpoint.broker.EventListener;
import dev.holdpoint.broker.Fatal;
import dev.holdpoint.broker.Housekeeping;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.stream.Hub;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Starts and stops what does not start by itself, in order. Whoever is an {@link EventListener} hears of events. */
@Singleton
class Lifecycle {

    private static final Logger LOG = Logger.getLogger("dev.holdpoint");

    private final StoreEngine store;
    private final Broker broker;
    private final Deadlines deadlines;
    private final Housekeeping housekeeping;
    private final Hub hub;
    private final Recognition recognition;

    Lifecycle(
            StoreEngine store,
            Broker broker,
            Deadlines deadlines,
            Housekeeping housekeeping,
            Hub hub,
            Recognition recognition) {
        this.store = store;
        this.broker = broker;
        this.deadlines = deadlines;
        this.housekeeping = housekeeping;
        this.hub = hub;
        this.recognition = recognition;
    }

    void start(
            @Observes StartupEvent event,
            EventBusAnnouncer announcer,
            @All List<EventListener> listeners,
            Metrics metrics,
            StoreMetrics storeMetrics,
            Welcome welcome,
            Vertx vertx) {
        if (!MemoryFlag.isSet()) {
            LOG.warnf(
                    "started without -XX:+%s: out of memory, the process may live on in parts for a while",
                    MemoryFlag.NAME);
        }
        catchAll(vertx);
        listeners.forEach(announcer::add);
        metrics.start(store, broker, hub);
        storeMetrics.start(vertx);
        deadlines.start();
        recognition.start();
        welcome.prepare();
        housekeeping.start();
    }

    /** What frameworks catch and log as if it could be survived is looked at here first. */
    private static void catchAll(Vertx vertx) {
        vertx.exceptionHandler(failure -> {
            Fatal.check(failure);
            LOG.error("a handler failed", failure);
        });
        Infrastructure.setDroppedExceptionHandler(failure -> {
            Fatal.check(failure);
            LOG.error("a failure that nobody waited for", failure);
        });
    }

    /** The server still listens for a moment, so that everybody who waits can be told. */
    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        broker.shutDown();
        hub.close();
    }

    void stop(@Observes ShutdownEvent event) {
        broker.shutDown();
        hub.close();
        deadlines.stop();
        housekeeping.stop();
        recognition
                .stop()
                .onFailure()
                .recoverWithNull()
                .await()
                .atMost(Duration.ofSeconds(5)); // what is lost is when a credential was used last
        store.close();
    }
}
