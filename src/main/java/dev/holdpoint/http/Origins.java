package dev.holdpoint.http;

import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Refuses what a strange page has a browser send that would change something. Programs send no {@code Origin}; what a
 * browser sends on behalf of nobody in particular ({@code null}) is another's.
 */
@ApplicationScoped
class Origins {

    /** After who is calling. */
    private static final int AFTER_CALLERS = 80;

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** Where a page of another origin is not even told anything. */
    private static final Set<String> CLOSED = Set.of("/mcp");

    private final OwnAddress own;

    Origins(OwnAddress own) {
        this.own = own;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_CALLERS);
    }

    /** Where a browser adds the session by itself, nothing but a page of the service's own may have made it do that. */
    private boolean isFromHere(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        String site = request.getHeader("Sec-Fetch-Site");
        boolean isByCookie = request.getHeader("Authorization") == null
                && request.getCookie(RawProblems.SESSION_COOKIE) != null
                && own.isSecure(request);
        boolean isOfOrigin = origin == null ? !isByCookie || site != null : own.isOwn(origin, request);
        return isOfOrigin && (!isByCookie || site == null || site.equals("same-origin"));
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean isReading = READING.contains(request.method().name()) && !CLOSED.contains(Requests.path(request));
        if (isReading || isFromHere(request)) {
            context.next();
        } else {
            RawProblems.answer(
                    context,
                    Problem.of(
                            Kind.CROSS_SITE,
                            "a page of another origin may change nothing here; allow it with quarkus.http.cors.origins,"
                                    + " or name the service's own with holdpoint.http.public-url"));
        }
    }
}
