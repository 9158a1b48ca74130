package dev.holdpoint.app;

import dev.holdpoint.interaction.Interactions;
import dev.holdpoint.interaction.Store;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the store can write and the process is not about to end. */
@Readiness
@Singleton
class StoreReadiness implements HealthCheck {

    private final Store store;
    private final Interactions interactions;

    StoreReadiness(Store store, Interactions interactions) {
        this.store = store;
        this.interactions = interactions;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("store")
                .status(store.isAvailable() && !interactions.isShuttingDown())
                .withData("writable", store.isAvailable())
                .withData("shuttingDown", interactions.isShuttingDown())
                .build();
    }
}
