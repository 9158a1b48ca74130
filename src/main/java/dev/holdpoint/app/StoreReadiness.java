package dev.holdpoint.app;

import dev.holdpoint.broker.Broker;
import dev.holdpoint.store.StoreEngine;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the store can write and the process is not about to end. */
@Readiness
@Singleton
class StoreReadiness implements HealthCheck {

    private final StoreEngine store;
    private final Broker broker;

    StoreReadiness(StoreEngine store, Broker broker) {
        this.store = store;
        this.broker = broker;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("store")
                .status(store.isAvailable() && !broker.isShuttingDown())
                .withData("writable", store.isAvailable())
                .withData("shuttingDown", broker.isShuttingDown())
                .build();
    }
}
