package dev.holdpoint.rest;

import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.ShuttingDownException;
import dev.holdpoint.broker.StoreFullException;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.http.Requests;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Makes a problem of everything that is thrown. Nobody is shown a stack trace. */
class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    private final Vertx vertx;

    Problems(Vertx vertx) {
        this.vertx = vertx;
    }

    @ServerExceptionMapper
    public Response map(ProblemException thrown, HttpServerRequest request) {
        return answer(thrown.problem(), request).build();
    }

    /** An asker that awaits when the server goes down is told what it asked. */
    @ServerExceptionMapper
    public Response map(ShuttingDownException thrown, HttpServerRequest request) {
        var problem = new Problem(
                Kind.SHUTTING_DOWN,
                "what was asked stays pending; come back",
                List.of(),
                0,
                thrown.interaction().orElse(null));
        var answer = answer(problem, request);
        thrown.interaction()
                .ifPresent(interaction -> answer.header(HttpHeaders.LOCATION, Answers.location(interaction)));
        return answer.build();
    }

    @ServerExceptionMapper
    public Response map(StoreUnavailableException thrown, HttpServerRequest request) {
        LOG.debug("answering 503", thrown);
        var problem = Problem.of(
                Kind.STORE_UNAVAILABLE,
                "the store cannot be used at the moment; repeat a write with the same Idempotency-Key");
        return answer(problem, request).build();
    }

    @ServerExceptionMapper
    public Response map(StoreFullException thrown, HttpServerRequest request) {
        return answer(Problem.of(Kind.STORE_UNAVAILABLE, StoreFullException.WORDS), request)
                .build();
    }

    @ServerExceptionMapper
    public Response map(OverloadedException thrown, HttpServerRequest request) {
        var problem = Problem.of(Kind.OVERLOADED, thrown.getMessage() + "; nothing was done, try again later");
        return answer(problem, request).build();
    }

    @ServerExceptionMapper
    public Response map(WebApplicationException thrown, HttpServerRequest request) {
        Response given = thrown.getResponse();
        Kind kind = switch (given.getStatus()) {
            case 404 -> Kind.NOT_FOUND;
            case 405 -> Kind.METHOD_NOT_ALLOWED;
            case 406 -> Kind.NOT_ACCEPTABLE;
            case 413 -> Kind.TOO_LARGE;
            case 415 -> Kind.UNSUPPORTED_MEDIA_TYPE;
            default -> given.getStatus() < 500 ? Kind.INVALID_REQUEST : Kind.INTERNAL_ERROR;
        };
        if (kind == Kind.INTERNAL_ERROR) {
            return map((Throwable) thrown, request);
        }
        var answer = answer(Problem.of(kind, detail(kind, request)), request);
        if (kind == Kind.METHOD_NOT_ALLOWED) {
            answer.header(
                    HttpHeaders.ALLOW,
                    Contract.methodsAt(Requests.path(request)).orElse("GET, HEAD"));
        }
        return answer.build();
    }

    @ServerExceptionMapper
    public Response map(Throwable thrown, HttpServerRequest request) {
        LOG.errorf(thrown, "%s %s failed", request.method(), Requests.path(request));
        return answer(Problem.of(Kind.INTERNAL_ERROR, "this is a defect of the server"), request)
                .build();
    }

    private Response.ResponseBuilder answer(Problem problem, HttpServerRequest request) {
        var answer = Response.status(problem.kind().status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.encode(Requests.path(request)));
        RawProblems.headers(problem).forEach(answer::header);
        RawProblems.endConnection(problem, request, vertx);
        return answer;
    }

    private static String detail(Kind kind, HttpServerRequest request) {
        return switch (kind) {
            case NOT_FOUND -> "there is nothing at this path";
            case METHOD_NOT_ALLOWED -> request.method() + " is not allowed at this path";
            case NOT_ACCEPTABLE -> "what the header Accept asks for cannot be given";
            case TOO_LARGE -> "the body is too large";
            case UNSUPPORTED_MEDIA_TYPE -> "the header Content-Type must be application/json";
            default -> "the request cannot be understood";
        };
    }
}
