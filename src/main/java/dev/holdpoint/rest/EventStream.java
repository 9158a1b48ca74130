package dev.holdpoint.rest;

import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.Reading;
import dev.holdpoint.http.Callers;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.http.Requests;
import dev.holdpoint.http.Weights;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.stream.Hub;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The stream that tabs listen to: {@code GET /v1/events}, as server-sent events. It writes to the connection itself, for
 * it must know when a reader has taken what it was sent. What will pass (a server that stops, a store that is away) is no
 * error here: the stream begins and ends, for a browser's {@code EventSource} gives up for good on any other answer.
 */
@ApplicationScoped
class EventStream {

    private static final String PATH = "/v1/events";
    private static final String MEDIA_TYPE = "text/event-stream";
    private static final long ALIVE_MILLIS = 15_000;

    private final Reading reading;
    private final Hub hub;
    private final InstantSource clock;

    EventStream(Broker broker, Hub hub, InstantSource clock) {
        this.reading = broker.reading();
        this.hub = hub;
        this.clock = clock;
    }

    void register(@Observes Router router, Vertx vertx) {
        router.route(PATH).handler(this::handle);
        vertx.setPeriodic(ALIVE_MILLIS, ignored -> hub.keepAlive());
    }

    private void handle(RoutingContext context) {
        try {
            open(context);
        } catch (RuntimeException refused) {
            RawProblems.answer(context, Problems.of(refused, context.request()));
        }
    }

    private void open(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        boolean isHead = request.method().equals(HttpMethod.HEAD);
        Parameters parameters = Parameters.of(Requests.query(request), "sessionId", "type", "lastEventId");
        Filter filter = parameters.filter();
        Optional<Long> last = lastEventId(parameters, request);
        if (!Weights.accept(request, MEDIA_TYPE)) {
            throw new ProblemException(Kind.NOT_ACCEPTABLE, "the stream can only be given as " + MEDIA_TYPE);
        }
        Scope scope = reading.listening(Callers.of(request));
        response.putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("Cache-Control", "no-cache, no-transform")
                .putHeader("X-Accel-Buffering", "no");
        if (isHead) {
            response.end();
            return;
        }
        response.setChunked(true);
        subscribe(response, scope, filter, last, request);
    }

    private void subscribe(
            HttpServerResponse response, Scope scope, Filter filter, Optional<Long> last, HttpServerRequest request) {
        var output = new EventOutput(response, request.connection(), clock);
        output.begin();
        Hub.Subscription subscription =
                last.isPresent() ? hub.resume(scope, filter, last.get(), output) : hub.subscribe(scope, filter, output);
        if (response.ended() || response.closed()) {
            subscription.close();
            return;
        }
        response.closeHandler(ignored -> subscription.close());
        response.endHandler(ignored -> subscription.close());
    }

    /** The header that a reconnecting browser sends goes before the parameter of the page that opened the stream. */
    private static Optional<Long> lastEventId(Parameters parameters, HttpServerRequest request) {
        Optional<String> asked = parameters.one("lastEventId");
        Optional<String> given =
                Optional.ofNullable(request.getHeader("Last-Event-ID")).or(() -> asked);
        return given.map(text -> number(text)
                .orElseThrow(
                        () -> Parameters.refused("lastEventId", "a decimal number is needed, as header or parameter")));
    }

    private static Optional<Long> number(String text) {
        if (!text.matches("\\d{1,100}")) {
            return Optional.empty();
        }
        return Optional.of(text.length() > 18 ? Long.MAX_VALUE : Long.parseLong(text));
    }
}
