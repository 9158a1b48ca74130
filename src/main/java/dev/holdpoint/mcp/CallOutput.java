package dev.holdpoint.mcp;

import dev.holdpoint.http.IdleTimeouts;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.ObjectText;
import dev.holdpoint.wire.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one call. Where it streams, it begins as soon as there is something to come back to, is kept alive, and ends
 * with the result, or with when to come back for it; else it is the result alone, however long that takes. Touched only by
 * its request's event loop.
 */
final class CallOutput {

    private static final String JSON = "application/json";
    private static final long COMMENT_MILLIS = 15_000;

    /** Less than the minute for which clients wait: told each minute, it would come too late for them. */
    private static final long PROGRESS_MILLIS = 50_000;

    /** What a client waits before it comes back. */
    private static final String RETRY = "retry: 15000\n";

    private final RoutingContext context;
    private final Vertx vertx;
    private final HttpServerResponse response;
    private final boolean streams;
    private final @Nullable Json progressToken;
    private final Runnable wakeAgain;
    private long comments = -1;
    private long progress = -1;
    private int told;
    private Runnable gone = () -> {};
    private boolean isGone;
    private boolean isBegun;
    private boolean isOver;

    /**
     * @param progressToken by which the client wants to hear that the call goes on; null where it does not
     */
    CallOutput(RoutingContext context, boolean streams, @Nullable Json progressToken) {
        this.context = context;
        this.vertx = context.vertx();
        this.response = context.response();
        this.streams = streams;
        this.progressToken = progressToken;
        this.wakeAgain = IdleTimeouts.suspend(context.request());
        response.closeHandler(ignored -> {
            over();
            isGone = true;
            gone.run();
        });
    }

    /** Has this done when the client goes away before the end. */
    void onGone(Runnable action) {
        gone = action;
        if (isGone) {
            action.run();
        }
    }

    /** There is something to come back to. */
    void begin(Cursor cursor) {
        if (isOver || !streams || isBegun) {
            return;
        }
        isBegun = true;
        response.putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-cache, no-transform")
                .putHeader("X-Accel-Buffering", "no")
                .setChunked(true);
        response.write("id: " + cursor.encoded() + "\n" + RETRY + "data: \n\n");
        comments = vertx.setPeriodic(COMMENT_MILLIS, ignored -> response.write(": a person is asked\n\n"));
        if (progressToken != null) {
            progress = vertx.setPeriodic(PROGRESS_MILLIS, ignored -> response.write(data(progress(progressToken))));
        }
    }

    void end(Json message) {
        if (isOver) {
            return;
        }
        over();
        if (isBegun) {
            response.end(data(message));
        } else {
            response.putHeader("Content-Type", JSON).end(message.text());
        }
    }

    void fail(Problem problem) {
        if (isOver) {
            return;
        }
        over();
        if (isBegun) {
            response.end(RETRY + "\n"); // whoever comes back is told what is wrong, if it still is
        } else {
            RawProblems.answer(context, problem);
        }
    }

    void fail(RpcException error) {
        response.setStatusCode(error.status());
        end(error.body());
    }

    private void over() {
        isOver = true;
        vertx.cancelTimer(comments);
        vertx.cancelTimer(progress);
        wakeAgain.run();
    }

    private Json progress(Json token) {
        told++;
        return new ObjectText()
                .put("jsonrpc", "2.0")
                .put("method", "notifications/progress")
                .put(
                        "params",
                        new ObjectText()
                                .put("progressToken", token)
                                .put("progress", new Json(Integer.toString(told)))
                                .put("message", "Waiting for a person"))
                .json();
    }

    private static String data(Json message) {
        return "event: message\ndata: " + message.text() + "\n\n";
    }
}
