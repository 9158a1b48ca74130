package dev.holdpoint.rest;

import dev.holdpoint.broker.ShuttingDownException;
import dev.holdpoint.http.OwnAddress;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.http.Requests;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Makes a problem of everything that is thrown. Nobody is shown a stack trace. */
class Problems {

    private final Vertx vertx;
    private final OwnAddress own;

    Problems(Vertx vertx, OwnAddress own) {
        this.own = own;
        this.vertx = vertx;
    }

    /** An asker that awaits when the server goes down is told what it asked. */
    @ServerExceptionMapper
    public Response map(ShuttingDownException thrown, RoutingContext context) {
        var answer = answer(RawProblems.of(thrown, context.request()), context);
        thrown.interaction()
                .ifPresent(interaction ->
                        answer.header(HttpHeaders.LOCATION, own.prefix() + Answers.location(interaction)));
        return answer.build();
    }

    @ServerExceptionMapper
    public Response map(WebApplicationException thrown, RoutingContext context) {
        Response given = thrown.getResponse();
        Kind kind = switch (given.getStatus()) {
            case 404 -> Kind.NOT_FOUND;
            case 406 -> Kind.NOT_ACCEPTABLE;
            case 413 -> Kind.TOO_LARGE;
            case 415 -> Kind.UNSUPPORTED_MEDIA_TYPE;
            default -> given.getStatus() < 500 ? Kind.INVALID_REQUEST : Kind.INTERNAL_ERROR;
        };
        if (kind == Kind.INTERNAL_ERROR) {
            return map((Throwable) thrown, context);
        }
        return answer(Problem.of(kind, detail(kind)), context).build();
    }

    @ServerExceptionMapper
    public Response map(Throwable thrown, RoutingContext context) {
        return answer(RawProblems.of(thrown, context.request()), context).build();
    }

    private Response.ResponseBuilder answer(Problem problem, RoutingContext context) {
        HttpServerRequest request = context.request();
        context.put(RawProblems.PROBLEM, problem);
        var answer = Response.status(problem.kind().status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.encode(Requests.path(request)));
        RawProblems.headers(problem, request).forEach(answer::header);
        RawProblems.endConnection(problem, request, vertx);
        return answer;
    }

    private static String detail(Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> "there is nothing at this path";
            case NOT_ACCEPTABLE -> "what the header Accept asks for cannot be given";
            case TOO_LARGE -> "the body is too large";
            case UNSUPPORTED_MEDIA_TYPE -> "the header Content-Type must be application/json";
            default -> "the request cannot be understood";
        };
    }
}
