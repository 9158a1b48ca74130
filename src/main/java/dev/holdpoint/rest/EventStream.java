package dev.holdpoint.rest;

import dev.holdpoint.access.Call;
import dev.holdpoint.access.Callers;
import dev.holdpoint.access.Holding;
import dev.holdpoint.access.Recognition;
import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.Reading;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.http.Parameters;
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
import org.jspecify.annotations.Nullable;

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
    private final Holding holding;
    private final InstantSource clock;

    EventStream(Broker broker, Hub hub, Holding holding, InstantSource clock) {
        this.holding = holding;
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
            RawProblems.answer(context, RawProblems.of(refused, context.request()));
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
        Optional<Call> call = call(context);
        Optional<Scope> scope = call.map(Call::caller).map(reading::listening);
        response.putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("Cache-Control", "no-cache, no-transform")
                .putHeader("X-Accel-Buffering", "no");
        if (isHead) {
            response.end();
            return;
        }
        response.setChunked(true);
        var output = new EventOutput(response, request.connection(), clock);
        if (call.isEmpty() || scope.isEmpty()) {
            output.begin();
            output.end();
            return;
        }
        Stream stream = new Stream(response);
        Optional<Recognition.Hold> hold = holding.listen(call.get(), stream::end);
        if (hold.isEmpty()) {
            output.comeBackLater();
            return;
        }
        output.begin();
        stream.begin(
                last.isPresent()
                        ? hub.resume(scope.get(), filter, last.get(), output)
                        : hub.subscribe(scope.get(), filter, output),
                hold.get());
    }

    /** Who listens; empty where that cannot be told at the moment, which will pass. */
    private static Optional<Call> call(RoutingContext context) {
        try {
            return Optional.of(Callers.of(context));
        } catch (StoreUnavailableException | OverloadedException passing) {
            return Optional.empty();
        }
    }

    /** A stream, from its subscription to the end of its answer. Touched only by the request's event loop, but for the end. */
    private static final class Stream {

        private final HttpServerResponse response;
        private volatile Hub.@Nullable Subscription subscription;
        private volatile boolean isOver;

        Stream(HttpServerResponse response) {
            this.response = response;
        }

        void begin(Hub.Subscription begun, Recognition.Hold hold) {
            subscription = begun;
            if (isOver) {
                begun.end();
            }
            if (response.ended() || response.closed()) {
                close(begun, hold);
                return;
            }
            response.closeHandler(ignored -> close(begun, hold));
            response.endHandler(ignored -> close(begun, hold));
        }

        /** Whoever listens is not known any more. */
        void end() {
            isOver = true;
            Hub.Subscription begun = subscription;
            if (begun != null) {
                begun.end();
            }
        }

        private static void close(Hub.Subscription begun, Recognition.Hold hold) {
            begun.close();
            hold.release();
        }
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
