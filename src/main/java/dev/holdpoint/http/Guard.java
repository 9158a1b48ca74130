package dev.holdpoint.http;

import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is checked of every request before anybody looks at it: that it came to a host that this service goes by (a web
 * page that had its own name point here is refused, which ends DNS rebinding), by a method that there is.
 */
@ApplicationScoped
class Guard {

    private static final int FIRST = 10_000;

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|::1");

    /** Probes and scrapers come by address; what they are told is no secret. */
    private static final Pattern BY_ADDRESS = Pattern.compile("/q/(health(/.*)?|metrics)");

    private final HttpSettings settings;

    Guard(HttpSettings settings) {
        this.settings = settings;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    /** The route of last resort: what nobody answered. */
    void register(@Observes Router router) {
        router.route()
                .last()
                .handler(context -> RawProblems.answer(context, Problem.of(Kind.NOT_FOUND, "there is nothing here")));
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        HostAndPort host = request.authority();
        if (!Requests.isMethod(request.method().name())) {
            RawProblems.answer(context, Problem.of(Kind.NOT_IMPLEMENTED, "HTTP knows no such method"));
        } else if (host == null) {
            RawProblems.answer(context, Problem.of(Kind.INVALID_REQUEST, "the header Host is missing or malformed"));
        } else if (!isKnown(host.host())
                && !BY_ADDRESS.matcher(context.normalizedPath()).matches()) {
            RawProblems.answer(
                    context,
                    Problem.of(
                            Kind.UNKNOWN_HOST,
                            "the service does not go by the name '" + host.host()
                                    + "'; allow it with holdpoint.http.allowed-hosts"));
        } else {
            whenAnswersAreTaken(context);
        }
    }

    /** A request on a connection that has not taken its answers waits: answers to many at once would all be in memory. */
    private static void whenAnswersAreTaken(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (!response.writeQueueFull()) {
            context.next();
            return;
        }
        HttpServerRequest request = context.request().pause();
        response.drainHandler(ignored -> {
            response.drainHandler(null);
            context.next();
            request.resume();
        });
    }

    private boolean isKnown(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return LOOPBACK.matcher(name).matches() || settings.allowedHosts().contains(name);
    }
}
