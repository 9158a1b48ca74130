package dev.holdpoint.rest;

import dev.holdpoint.access.Callers;
import dev.holdpoint.access.Holding;
import dev.holdpoint.broker.Broker;
import dev.holdpoint.http.EventLoop;
import dev.holdpoint.http.Parameters;
import dev.holdpoint.http.Requests;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.wire.Durations;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import dev.holdpoint.wire.StatisticsViews;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What is counted, and how it went over time. */
@Path("/v1/statistics")
@Produces(MediaType.APPLICATION_JSON)
class StatisticsResource {

    private static final Duration MIN_STEP = Duration.ofMinutes(1);
    private static final Duration MAX_STEP = Duration.ofDays(366);
    private static final Duration DEFAULT_STEP = Duration.ofHours(1);
    private static final int DEFAULT_STEPS = 24;

    private final Broker broker;
    private final Holding holding;
    private final InstantSource clock;

    StatisticsResource(Broker broker, Holding holding, InstantSource clock) {
        this.broker = broker;
        this.holding = holding;
        this.clock = clock;
    }

    @GET
    public Uni<Response> statistics(@Context RoutingContext context) {
        Caller caller = Callers.of(context).caller();
        HttpServerRequest request = context.request();
        Parameters.of(Requests.query(request));
        Tenant tenant = caller.tenant();
        return EventLoop.backTo(broker.reading().statistics(caller))
                .map(statistics -> Answers.read(
                                StatisticsViews.encode(statistics, holding.waiters(tenant), holding.tabs(tenant)))
                        .build());
    }

    @GET
    @Path("timeline")
    public Uni<Response> timeline(@Context RoutingContext context) {
        Caller caller = Callers.of(context).caller();
        HttpServerRequest request = context.request();
        Parameters parameters = Parameters.of(Requests.query(request), "from", "to", "step");
        Duration step = parameters
                .one(
                        "step",
                        text -> Durations.parse(text).filter(StatisticsResource::isStep),
                        "an ISO 8601 duration of at least " + MIN_STEP + " is needed")
                .orElse(DEFAULT_STEP);
        Instant to = parameters.time("to").orElseGet(() -> endOfStep(clock.instant(), step));
        Instant from = parameters.time("from").orElseGet(() -> to.minus(step.multipliedBy(DEFAULT_STEPS)));
        if (!from.isBefore(to)) {
            throw Parameters.refused("from", "it must be before 'to'");
        }
        if (Duration.between(from, to).compareTo(step.multipliedBy(Timeline.MAX_BUCKETS)) > 0) {
            throw new ProblemException(
                    Kind.INVALID_REQUEST,
                    "from 'from' to 'to' are more than " + Timeline.MAX_BUCKETS + " steps of " + step);
        }
        var span = new Timeline.Span(from, to, step);
        return EventLoop.backTo(broker.reading().timeline(caller, span))
                .map(timeline ->
                        Answers.read(StatisticsViews.encode(timeline, step)).build());
    }

    private static boolean isStep(Duration step) {
        return step.compareTo(MIN_STEP) >= 0 && step.compareTo(MAX_STEP) <= 0;
    }

    /** The first multiple of {@code step} after a moment, so that the last bucket holds it. */
    private static Instant endOfStep(Instant now, Duration step) {
        long millis = step.toMillis();
        return Instant.ofEpochMilli((Math.floorDiv(now.toEpochMilli(), millis) + 1) * millis);
    }
}
