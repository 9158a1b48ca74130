package dev.holdpoint.rest;

import dev.holdpoint.access.Callers;
import dev.holdpoint.broker.Reading;
import dev.holdpoint.http.EventLoop;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Position;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is read from the store and written in pieces, each when the reader has taken the one before: no more of it is
 * in memory for a reader that takes nothing, and nothing is read any more for one that is gone. What fails before the first
 * byte is answered as a problem; later the connection is closed, so that nobody takes a part for the whole. Touched only by
 * the request's event loop.
 */
final class Pieces {

    /** How large a piece is, in bytes. */
    static final int SIZE = 64 << 10;

    private static final Logger LOG = Logger.getLogger(Pieces.class);

    private final RoutingContext context;
    private final HttpServerResponse response;
    private final Reading reading;
    private final Caller caller;
    private final Body body;
    private final Turns turns = Turns.ofThisLoop();
    private Cancellable read = () -> {};
    private boolean hasTurn;

    /** What is made of the pieces. */
    interface Body {

        void head(HttpServerResponse response);

        /** Which piece comes after a position. */
        ListQuery next(@Nullable Position after);

        /** Writes a piece, which was read from {@code after} on; tells where to go on, or that the body ends with it. */
        Optional<Position> write(Page piece, @Nullable Position after, Buffer text);
    }

    private Pieces(RoutingContext context, Reading reading, Body body) {
        this.context = context;
        this.response = context.response();
        this.reading = reading;
        this.caller = Callers.of(context).caller();
        this.body = body;
    }

    static void answer(RoutingContext context, Reading reading, Body body, @Nullable Position after) {
        var pieces = new Pieces(context, reading, body);
        context.addEndHandler(ignored -> pieces.leave());
        pieces.readOn(after);
    }

    private void readOn(@Nullable Position after) {
        turns.ask(!response.headWritten(), () -> read(after));
    }

    private boolean read(@Nullable Position after) {
        hasTurn = !response.closed();
        if (hasTurn) {
            read = EventLoop.backTo(Uni.createFrom().deferred(() -> reading.list(caller, body.next(after))))
                    .subscribe()
                    .with(piece -> take(piece, after), this::fail);
        }
        return hasTurn;
    }

    /** Nobody reads on: the answer ended, or its reader is gone. */
    private void leave() {
        read.cancel();
        endTurn();
    }

    private void endTurn() {
        if (hasTurn) {
            hasTurn = false;
            turns.giveBack();
        }
    }

    private void take(Page piece, @Nullable Position after) {
        endTurn();
        if (context.request().method().equals(HttpMethod.HEAD)) {
            body.head(response);
            response.end();
            return;
        }
        var text = Buffer.buffer();
        Optional<Position> next = body.write(piece, after, text);
        if (!response.headWritten() && (next.isEmpty() || text.length() > 0)) {
            body.head(response);
            response.setChunked(next.isPresent());
        }
        if (next.isEmpty()) {
            response.end(text);
        } else if (text.length() == 0) {
            readOn(next.get());
        } else {
            response.write(text).onSuccess(ignored -> readOn(next.get()));
        }
    }

    private void fail(Throwable failure) {
        if (response.headWritten()) {
            LOG.debug("an answer broke off", failure);
            context.request().connection().close();
        } else {
            RawProblems.answer(context, RawProblems.of(failure, context.request()));
        }
    }
}
