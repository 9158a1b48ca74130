package dev.holdpoint.app;

import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.stream.Hub;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive while every event loop, the hub and the store's writer go on. One that is gone, or has stood still for ten seconds,
 * comes back only with another process. A writer that waits for its database is alive.
 */
@Liveness
@Singleton
class ProcessLiveness implements HealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Hub hub;
    private final StoreEngine store;
    private final Duration patience;
    private final List<Loop> loops = new ArrayList<>();

    @Inject
    ProcessLiveness(Vertx vertx, Hub hub, StoreEngine store) {
        this(vertx, hub, store, PATIENCE);
    }

    /** For tests. */
    ProcessLiveness(Vertx vertx, Hub hub, StoreEngine store, Duration patience) {
        this.hub = hub;
        this.store = store;
        this.patience = patience;
        for (EventExecutor executor : vertx.nettyEventLoopGroup()) {
            loops.add(new Loop(executor));
        }
    }

    @Override
    public HealthCheckResponse call() {
        boolean areLoopsAlive = loops.stream().allMatch(loop -> loop.isAlive(patience));
        return HealthCheckResponse.named("process")
                .status(areLoopsAlive && hub.isAlive() && store.isAlive())
                .withData("eventLoops", areLoopsAlive)
                .withData("hub", hub.isAlive())
                .withData("writer", store.isAlive())
                .build();
    }

    @PreDestroy
    void stop() {
        loops.forEach(Loop::stop);
    }

    private static final class Loop {

        private final Future<?> timer;
        private volatile long last = System.nanoTime();

        Loop(EventExecutor executor) {
            timer = executor.scheduleAtFixedRate(() -> last = System.nanoTime(), 1, 1, TimeUnit.SECONDS);
        }

        boolean isAlive(Duration patience) {
            return System.nanoTime() - last < patience.toNanos();
        }

        void stop() {
            timer.cancel(false);
        }
    }
}
