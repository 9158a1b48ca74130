package dev.holdpoint.app;

import dev.holdpoint.interaction.Deadlines;
import dev.holdpoint.interaction.Housekeeping;
import dev.holdpoint.interaction.Hub;
import dev.holdpoint.interaction.Interactions;
import dev.holdpoint.interaction.Store;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts and stops what does not start by itself, in order. */
@Singleton
class Lifecycle {

    private static final Logger LOG = Logger.getLogger("dev.holdpoint");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    private final Store store;
    private final Interactions interactions;
    private final Deadlines deadlines;
    private final Housekeeping housekeeping;
    private final Hub hub;
    private final EventBusAnnouncer announcer;
    private final Metrics metrics;
    private final String address;

    Lifecycle(
            Store store,
            Interactions interactions,
            Deadlines deadlines,
            Housekeeping housekeeping,
            Hub hub,
            EventBusAnnouncer announcer,
            Metrics metrics,
            @ConfigProperty(name = "quarkus.http.host") String address) {
        this.store = store;
        this.interactions = interactions;
        this.deadlines = deadlines;
        this.housekeeping = housekeeping;
        this.hub = hub;
        this.announcer = announcer;
        this.metrics = metrics;
        this.address = address;
    }

    void start(@Observes StartupEvent event) {
        if (!LOOPBACK.contains(address)) {
            LOG.warnf(
                    "listening on %s, and nobody is authenticated: whoever reaches this port can answer for anybody",
                    address);
        }
        announcer.onEvents(hub::onAnnounced);
        announcer.onEvents(SettlementLog::onEvents);
        announcer.onAttempts(SettlementLog::onAttempt);
        metrics.start(store, interactions, hub, announcer);
        deadlines.start();
        housekeeping.start();
    }

    /** The server still listens for a moment, so that everybody who waits can be told. */
    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        interactions.shutDown();
        hub.close();
    }

    void stop(@Observes ShutdownEvent event) {
        interactions.shutDown();
        hub.close();
        deadlines.stop();
        housekeeping.stop();
        store.close();
    }
}
