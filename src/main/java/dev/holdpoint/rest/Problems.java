package dev.holdpoint.rest;

import dev.holdpoint.interaction.OverloadedException;
import dev.holdpoint.interaction.ShuttingDownException;
import dev.holdpoint.interaction.StoreUnavailableException;
import dev.holdpoint.rest.Problem.Kind;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Makes a problem of everything that is thrown. Nobody is shown a stack trace. */
class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final String RETRY_SECONDS = "1";

    @ServerExceptionMapper
    public Response map(ProblemException thrown, HttpServerRequest request) {
        return answer(thrown.problem(), Requests.path(request)).build();
    }

    @ServerExceptionMapper
    public Response map(ShuttingDownException thrown, HttpServerRequest request) {
        return AskAnswers.shuttingDown(thrown, Requests.path(request));
    }

    @ServerExceptionMapper
    public Response map(StoreUnavailableException thrown, HttpServerRequest request) {
        LOG.debug("answering 503", thrown);
        var problem = Problem.of(
                Kind.STORE_UNAVAILABLE,
                "the store cannot be used at the moment; repeat a write with the same Idempotency-Key");
        return answer(problem, Requests.path(request)).build();
    }

    @ServerExceptionMapper
    public Response map(OverloadedException thrown, HttpServerRequest request) {
        var problem = Problem.of(Kind.OVERLOADED, thrown.getMessage() + "; nothing was done, try again later");
        return answer(problem, Requests.path(request)).build();
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
        var answer = answer(Problem.of(kind, detail(kind, request)), Requests.path(request));
        if (kind == Kind.METHOD_NOT_ALLOWED) {
            answer.header(HttpHeaders.ALLOW, AllowedMethods.at(Requests.path(request)));
        }
        return answer.build();
    }

    @ServerExceptionMapper
    public Response map(Throwable thrown, HttpServerRequest request) {
        LOG.errorf(thrown, "%s %s failed", request.method(), Requests.path(request));
        return answer(Problem.of(Kind.INTERNAL_ERROR, "this is a defect of the server"), Requests.path(request))
                .build();
    }

    static Response.ResponseBuilder answer(Problem problem, String instance) {
        var answer = Response.status(problem.kind().status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.encode(instance));
        if (problem.kind().isTemporary()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
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
