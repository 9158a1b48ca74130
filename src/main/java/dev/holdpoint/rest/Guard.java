package dev.holdpoint.rest;

import dev.holdpoint.interaction.Violation;
import dev.holdpoint.rest.Problem.Kind;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is checked of every request before anybody looks at it: that it came to a host that this service goes by (a web
 * page that had its own name point here is refused, which ends DNS rebinding), and that its body is not beyond all bounds.
 */
@ApplicationScoped
class Guard {

    private static final int FIRST = 10_000;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|::1");

    /** Probes come by address; what they are told is no secret. */
    private static final String PROBES = "/q/health";

    private final RestSettings settings;

    Guard(RestSettings settings) {
        this.settings = settings;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    /** The route of last resort: what nobody answered. */
    void register(@Observes Router router) {
        router.route().last().handler(context -> refuse(context, Problem.of(Kind.NOT_FOUND, "there is nothing here")));
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        HostAndPort host = request.authority();
        if (host == null) {
            refuse(context, Problem.of(Kind.INVALID_REQUEST, "the header Host is missing or malformed"));
        } else if (!isKnown(host.host()) && !Requests.path(request).startsWith(PROBES)) {
            refuse(
                    context,
                    Problem.of(
                            Kind.UNKNOWN_HOST,
                            "the service does not go by the name '" + host.host()
                                    + "'; allow it with holdpoint.http.allowed-hosts"));
        } else if (isBeyondBounds(request)) {
            refuse(
                    context,
                    Problem.of(
                            Kind.TOO_LARGE,
                            "the body is larger than " + Sizes.RAW_BODY + " bytes",
                            List.of(new Violation("", "larger than " + Sizes.RAW_BODY))));
        } else {
            context.next();
        }
    }

    private boolean isKnown(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return LOOPBACK.matcher(name).matches() || settings.allowedHosts().contains(name);
    }

    private static boolean isBeyondBounds(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && (length.length() > 12 || Long.parseLong(length) > Sizes.RAW_BODY);
    }

    static void refuse(RoutingContext context, Problem problem) {
        var response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        response.setStatusCode(problem.kind().status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (problem.kind().isTemporary()) {
            response.putHeader("Retry-After", "1");
        }
        if (problem.kind() == Kind.TOO_LARGE) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        response.end(Buffer.buffer(problem.encode(Requests.path(context.request()))));
    }
}
