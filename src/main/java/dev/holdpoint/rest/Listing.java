package dev.holdpoint.rest;

import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.Reading;
import dev.holdpoint.http.Callers;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.http.Weights;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.wire.InteractionView;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lists: {@code GET /v1/interactions}. A page is read and written in pieces, each when the reader has taken the one before:
 * no more of it is in memory for a reader that takes nothing.
 */
@ApplicationScoped
class Listing {

    private static final Logger LOG = Logger.getLogger(Listing.class);
    private static final String PATH = "/v1/interactions";
    private static final String MEDIA_TYPE = "application/json";
    private static final int PIECE = 64 << 10;

    private final Reading reading;

    Listing(Broker broker) {
        this.reading = broker.reading();
    }

    void register(@Observes Router router) {
        router.get(PATH).handler(this::handle);
        router.head(PATH).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        try {
            HttpServerRequest request = context.request();
            if (!Weights.accept(request, MEDIA_TYPE)) {
                throw new ProblemException(Kind.NOT_ACCEPTABLE, "a list can only be given as " + MEDIA_TYPE);
            }
            ListQuery query = ListQueries.of(request);
            new Answer(context, Callers.of(request), query).readOn(query.after());
        } catch (RuntimeException refused) {
            RawProblems.answer(context, Problems.of(refused, context.request()));
        }
    }

    /** One page on its way. Touched only by the request's event loop. */
    private final class Answer {

        private final RoutingContext context;
        private final HttpServerResponse response;
        private final Caller caller;
        private final ListQuery query;
        private int count;
        private int size;

        Answer(RoutingContext context, Caller caller, ListQuery query) {
            this.context = context;
            this.response = context.response();
            this.caller = caller;
            this.query = query;
        }

        void readOn(@Nullable Long after) {
            int room = Math.min(PIECE, query.size() - size);
            EventLoop.backTo(reading.list(caller, query.piece(query.limit() - count, room, after)))
                    .subscribe()
                    .with(piece -> take(piece, after), this::fail);
        }

        private void take(Page piece, @Nullable Long after) {
            if (context.request().method().equals(HttpMethod.HEAD)) {
                begin().end();
                return;
            }
            boolean isFirst = count == 0;
            var text = Buffer.buffer(isFirst ? "{\"items\":[" : "");
            Optional<Long> next = piece.next();
            for (Interaction interaction : piece.items()) {
                if (count > 0 && size + interaction.size() > query.size()) {
                    end(
                            isFirst,
                            text,
                            Optional.ofNullable(after)); // a piece has one item at least, but the page is full
                    return;
                }
                text.appendString(count > 0 ? "," : "").appendBytes(InteractionView.encode(interaction));
                count++;
                size += interaction.size();
            }
            if (next.isEmpty() || count == query.limit() || size >= query.size()) {
                end(isFirst, text, next);
                return;
            }
            if (isFirst) {
                begin().setChunked(true);
            }
            response.write(text).onSuccess(ignored -> readOn(next.get()));
        }

        private void end(boolean isFirst, Buffer text, Optional<Long> next) {
            String cursor = next.map(position -> '"' + Cursors.encode(query.order(), position) + '"')
                    .orElse("null");
            text.appendString("],\"nextCursor\":" + cursor + "}");
            if (isFirst) {
                begin();
            }
            response.end(text);
        }

        private HttpServerResponse begin() {
            return response.putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        }

        private void fail(Throwable failure) {
            if (count == 0) {
                RawProblems.answer(context, Problems.of(failure, context.request()));
            } else {
                LOG.debug("a list broke off", failure);
                context.request().connection().close();
            }
        }
    }
}
