package dev.holdpoint.rest;

import dev.holdpoint.access.UnauthenticatedException;
import dev.holdpoint.broker.Fatal;
import dev.holdpoint.broker.ForbiddenException;
import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.ShuttingDownException;
import dev.holdpoint.broker.StoreFullException;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.http.OwnAddress;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.http.Requests;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
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
    private final OwnAddress own;

    Problems(Vertx vertx, OwnAddress own) {
        this.own = own;
        this.vertx = vertx;
    }

    /** An asker that awaits when the server goes down is told what it asked. */
    @ServerExceptionMapper
    public Response map(ShuttingDownException thrown, RoutingContext context) {
        var problem = new Problem(
                Kind.SHUTTING_DOWN,
                "what was asked stays pending; come back",
                List.of(),
                0,
                thrown.interaction().orElse(null));
        var answer = answer(problem, context);
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
        return answer(of(thrown, context.request()), context).build();
    }

    /** What a request failed with; told in the log where nobody foresaw it. */
    static Problem of(Throwable thrown, HttpServerRequest request) {
        return switch (thrown) {
            case ProblemException known -> known.problem();
            case ShuttingDownException _ -> Problem.of(Kind.SHUTTING_DOWN, "come back");
            case OverloadedException overloaded ->
                Problem.of(Kind.OVERLOADED, overloaded.getMessage() + "; nothing was done, try again later");
            case UnauthenticatedException unknown ->
                Problem.of(Kind.UNAUTHENTICATED, String.valueOf(unknown.getMessage()));
            case ForbiddenException forbidden -> Problem.of(Kind.FORBIDDEN, String.valueOf(forbidden.getMessage()));
            case StoreFullException full -> Problem.of(Kind.STORE_UNAVAILABLE, String.valueOf(full.getMessage()));
            case StoreUnavailableException unavailable -> {
                LOG.debug("answering 503", unavailable);
                yield Problem.of(
                        Kind.STORE_UNAVAILABLE,
                        "the store cannot be used at the moment; repeat a write with the same Idempotency-Key");
            }
            case Throwable defect -> {
                Fatal.check(defect);
                LOG.errorf(defect, "%s %s failed", request.method(), Requests.path(request));
                yield Problem.of(Kind.INTERNAL_ERROR, "this is a defect of the server");
            }
        };
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
