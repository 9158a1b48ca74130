package dev.holdpoint.mcp;

import dev.holdpoint.http.IdleTimeouts;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.wire.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The answer to one call. Where it streams, it begins as soon as there is something to come back to, is kept alive, and ends
 * with the result, or with when to come back for it; else it is the result alone, however long that takes. Touched only by
 * its request's event loop.
 */
final class CallOutput {

    private static final String JSON = "application/json";
    /** What a client waits before it comes back. */
    private static final String RETRY = "retry: 15000\n";

    private final RoutingContext context;
    private final Vertx vertx;
    private final HttpServerResponse response;
    private final boolean streams;
    private final Optional<Progress> progress;
    private final Rhythm rhythm;
    private final InstantSource clock;
    private final Runnable wakeAgain;
    private long comments = -1;
    private long tellings = -1;
    private long told;
    private Runnable gone = () -> {};
    private boolean isGone;
    private boolean isBegun;
    private boolean isOver;

    /**
     * @param progress by what the client hears that the call goes on; empty where it does not want to
     */
    CallOutput(
            RoutingContext context, boolean streams, Optional<Progress> progress, Rhythm rhythm, InstantSource clock) {
        this.context = context;
        this.vertx = context.vertx();
        this.response = context.response();
        this.streams = streams;
        this.progress = progress;
        this.rhythm = rhythm;
        this.clock = clock;
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
        response.write("id: " + cursor.with(progress).encoded() + "\n" + RETRY + "data: \n\n");
        comments =
                vertx.setPeriodic(rhythm.comments().toMillis(), ignored -> response.write(": a person is asked\n\n"));
        progress.ifPresent(wanted -> {
            tell(wanted);
            tellings = vertx.setPeriodic(rhythm.progress().toMillis(), ignored -> tell(wanted));
        });
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
        vertx.cancelTimer(tellings);
        wakeAgain.run();
    }

    /** Each number is more than the one before, here and on the stream that broke (2025-11-25, Progress). */
    private void tell(Progress wanted) {
        told = Math.max(told + 1, clock.millis() - wanted.since());
        response.write(data(wanted.told(told)));
    }

    private static String data(Json message) {
        return "event: message\ndata: " + message.text() + "\n\n";
    }
}
