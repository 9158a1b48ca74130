package dev.holdpoint.app;

import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.StoreSize;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What the store is asked for from time to time, for a scrape waits for nobody: how old what waits is, how full it is. */
@Singleton
class StoreMetrics {

    private static final long EVERY_MILLIS = 10_000;
    private static final ListQuery OLDEST = new ListQuery(Criteria.ALL.with(Status.PENDING), Order.OLDEST, 1, null);

    private final StoreEngine store;
    private final InstantSource clock;
    private volatile @Nullable Instant oldest;
    private volatile StoreSize size = new StoreSize(0, null);

    StoreMetrics(
            StoreEngine store,
            InstantSource clock,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.store = store;
        this.clock = clock;
        Gauge.builder("holdpoint.pending.oldest", this, StoreMetrics::oldestSeconds)
                .baseUnit("seconds")
                .description("Age of the oldest interaction that is pending; 0 where none is")
                .register(meters);
        Gauge.builder("holdpoint.store.size", this, metrics -> metrics.size.used())
                .baseUnit("bytes")
                .description("How much the store keeps")
                .register(meters);
        Gauge.builder("holdpoint.store.free", this, StoreMetrics::free)
                .baseUnit("bytes")
                .description(
                        "How much more the store may take, by its limit and its disk; not a number where that is a database's")
                .register(meters);
        Gauge.builder("holdpoint.build", () -> 1)
                .description("1, with the version as a label")
                .tag("version", version)
                .register(meters);
    }

    void start(Vertx vertx) {
        look();
        vertx.setPeriodic(EVERY_MILLIS, ignored -> look());
    }

    private void look() {
        store.list(new Scope.Everything(), OLDEST)
                .subscribe()
                .with(
                        page -> oldest = page.items().stream()
                                .findFirst()
                                .map(interaction -> interaction.requestedAt())
                                .orElse(null),
                        unavailable -> {});
        store.size().subscribe().with(told -> size = told, unavailable -> {});
    }

    private double free() {
        Long free = size.free();
        return free == null ? Double.NaN : free;
    }

    private double oldestSeconds() {
        return Optional.ofNullable(oldest)
                .map(since -> Duration.between(since, clock.instant()).toMillis() / 1_000.0)
                .orElse(0.0);
    }
}
