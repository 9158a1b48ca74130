package dev.holdpoint.rest;

import dev.holdpoint.http.Requests;
import dev.holdpoint.http.Weights;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses callers that take no JSON; the framework overlooks those that say so by a weight of zero. */
class Acceptable {

    private static final String CONTRACT = "/v1/";

    @ServerRequestFilter
    public void check(HttpServerRequest request) {
        boolean isOfContract = Requests.path(request).startsWith(CONTRACT);
        if (isOfContract && !Weights.accept(request, MediaType.APPLICATION_JSON)) {
            throw new ProblemException(Kind.NOT_ACCEPTABLE, "this can only be given as application/json");
        }
    }
}
