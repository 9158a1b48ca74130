package dev.holdpoint.app;

import dev.holdpoint.http.Bodies;
import dev.holdpoint.http.Connections;
import dev.holdpoint.http.Paths;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.http.Requests;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What is measured of requests and connections. Labels come from closed sets, whatever callers make up: the templates of
 * paths that there are, methods of HTTP, statuses; all else is {@code other}.
 */
@Singleton
class RequestMetrics {

    private static final int BEFORE_ALL = 20_000;
    private static final String OTHER = "other";

    /** What is refused for who it is that calls. */
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 421, 429);

    private final MeterRegistry meters;

    // Found here, for the registry takes long to find them.
    private final Map<Kind, Counter> refusals = new EnumMap<>(Kind.class);
    private final Map<Labels, Timer> requests = new ConcurrentHashMap<>();

    private record Labels(String method, String path, int status) {}

    RequestMetrics(MeterRegistry meters, Connections connections, Bodies bodies) {
        this.meters = meters;
        countRefusals();
        Gauge.builder("holdpoint.http.connections", connections, Connections::open)
                .description("Connections that are open")
                .register(meters);
        FunctionCounter.builder("holdpoint.http.connections.refused", connections, Connections::refused)
                .description("Connections that were closed when they were accepted, for there were too many")
                .register(meters);
        FunctionCounter.builder("holdpoint.http.connections.slow", connections, Connections::tooSlow)
                .description("Connections that were closed because their readers took nothing")
                .register(meters);
        Gauge.builder("holdpoint.http.bodies", bodies, Bodies::taken)
                .baseUnit("bytes")
                .description("Memory of bodies that are on their way")
                .register(meters);
    }

    private void countRefusals() {
        for (Kind kind : Kind.values()) {
            if (REFUSALS.contains(kind.status())) {
                refusals.put(
                        kind,
                        Counter.builder("holdpoint.refusals")
                                .description("Requests that were refused for who sent them, or how much they do")
                                .tag("reason", kind.slug())
                                .register(meters));
            }
        }
    }

    void register(@Observes Filters filters) {
        filters.register(this::measure, BEFORE_ALL);
    }

    private void measure(RoutingContext context) {
        long start = System.nanoTime();
        context.addEndHandler(ignored -> {
            timer(context).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            Problem problem = context.get(RawProblems.PROBLEM);
            Counter refused = problem == null ? null : refusals.get(problem.kind());
            if (refused != null) {
                refused.increment();
            }
        });
        context.next();
    }

    private Timer timer(RoutingContext context) {
        String method = context.request().method().name();
        String path = Objects.requireNonNullElse(context.get(Paths.TEMPLATE), OTHER);
        var labels = new Labels(
                Requests.isMethod(method) ? method : OTHER,
                path,
                context.response().getStatusCode());
        return requests.computeIfAbsent(
                labels,
                made -> Timer.builder("http.server.requests")
                        .description("Requests and how long their answers took, waits and streams included")
                        .tag("method", made.method)
                        .tag("uri", made.path)
                        .tag("status", Integer.toString(made.status))
                        .register(meters));
    }
}
