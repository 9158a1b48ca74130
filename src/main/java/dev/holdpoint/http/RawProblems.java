package dev.holdpoint.http;

import dev.holdpoint.wire.Failures;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Answers with problems: what their headers are, and how they are written where no framework does. */
public final class RawProblems {

    /** Where a browser keeps who signed in, over https only. */
    public static final String SESSION_COOKIE = "__Host-holdpoint";

    /** Where a request's context has the problem that it was answered with. */
    public static final String PROBLEM = "holdpoint.problem";

    /** Where a request's context has what else whoever is not known is told of credentials (RFC 6750, 3). */
    public static final String CHALLENGE = "holdpoint.challenge";

    /** How long a caller that still sends its body has to read why it need not. */
    static final long LINGER_MILLIS = 500;

    private static final Logger LOG = Logger.getLogger(RawProblems.class);

    private RawProblems() {}

    /** What a request failed with; told in the log where nobody foresaw it. */
    public static Problem of(Throwable thrown, HttpServerRequest request) {
        Optional<Problem> foreseen = Failures.of(thrown);
        if (foreseen.isEmpty()) {
            LOG.errorf(thrown, "%s %s failed", request.method(), Requests.path(request));
        } else if (foreseen.get().kind() == Kind.STORE_UNAVAILABLE) {
            LOG.debug("answering 503", thrown);
        }
        return foreseen.orElseGet(() -> Problem.of(Kind.INTERNAL_ERROR, "this is a defect of the server"));
    }

    /** The headers that a problem's answer to a request has beside its type. */
    public static Map<String, String> headers(Problem problem, HttpServerRequest request) {
        var headers = new LinkedHashMap<String, String>();
        if (problem.retryAfter() > 0) {
            headers.put("Retry-After", Long.toString(problem.retryAfter()));
        }
        if (problem.kind() == Kind.UNAUTHENTICATED) {
            headers.put("WWW-Authenticate", challenge(problem, request));
        }
        if (problem.kind() == Kind.UNSUPPORTED_ENCODING) {
            headers.put("Accept-Encoding", "identity");
        }
        if (isBodyLeft(problem, request)) {
            headers.put("Connection", "close");
        }
        return headers;
    }

    /** Whether a request shows something of who sends it. */
    public static boolean isShown(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null || request.getCookie(SESSION_COOKIE) != null;
    }

    /** Whoever showed a credential learns that it is the fault (RFC 6750, 3). */
    private static String challenge(Problem problem, HttpServerRequest request) {
        return isShown(request)
                ? "Bearer realm=\"holdpoint\", error=\"invalid_token\", error_description=\"" + problem.detail() + '"'
                : "Bearer realm=\"holdpoint\"";
    }

    /** Ends the connection where the headers say so (RFC 9112, 9.6); the server does not do it by itself. */
    public static void endConnection(Problem problem, HttpServerRequest request, Vertx vertx) {
        if (isBodyLeft(problem, request)) {
            vertx.setTimer(LINGER_MILLIS, ignored -> request.connection().close());
        }
    }

    /** Whether a body was refused whose rest is not read. */
    private static boolean isBodyLeft(Problem problem, HttpServerRequest request) {
        return problem.kind() == Kind.TOO_LARGE || (problem.kind() == Kind.OVERLOADED && !request.isEnded());
    }

    /** Ends the request with a problem, unless its answer was begun. */
    public static void answer(RoutingContext context, Problem problem) {
        var response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        response.setStatusCode(problem.kind().status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        headers(problem, context.request()).forEach(response::putHeader);
        String more = context.get(CHALLENGE);
        if (more != null && problem.kind() == Kind.UNAUTHENTICATED) {
            response.putHeader("WWW-Authenticate", response.headers().get("WWW-Authenticate") + ", " + more);
        }
        context.put(PROBLEM, problem);
        response.end(Buffer.buffer(problem.encode(Requests.path(context.request()))));
        endConnection(problem, context.request(), context.vertx());
    }
}
