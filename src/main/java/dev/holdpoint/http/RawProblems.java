package dev.holdpoint.http;

import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers with problems: what their headers are, and how they are written where no framework does. */
public final class RawProblems {

    private static final String RETRY_SECONDS = "1";

    private RawProblems() {}

    /** The headers that a problem's answer has beside its type. */
    public static Map<String, String> headers(Problem problem) {
        var headers = new LinkedHashMap<String, String>();
        if (problem.kind().isTemporary()) {
            headers.put("Retry-After", RETRY_SECONDS);
        }
        if (problem.kind() == Kind.TOO_LARGE) {
            headers.put("Connection", "close"); // what is left of the body is not read
        }
        return headers;
    }

    /** Ends the request with a problem, unless its answer was begun. */
    public static void answer(RoutingContext context, Problem problem) {
        var response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        response.setStatusCode(problem.kind().status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        headers(problem).forEach(response::putHeader);
        response.end(Buffer.buffer(problem.encode(Requests.path(context.request()))));
    }
}
