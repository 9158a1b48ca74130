package dev.holdpoint.rest;

import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.Reading;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.http.Weights;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Position;
import dev.holdpoint.wire.InteractionView;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists: {@code GET /v1/interactions}. */
@ApplicationScoped
class Listing {

    private static final String PATH = "/v1/interactions";
    private static final String MEDIA_TYPE = "application/json";

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
            Pieces.answer(context, reading, new PageBody(query), query.after());
        } catch (RuntimeException refused) {
            RawProblems.answer(context, RawProblems.of(refused, context.request()));
        }
    }

    /** A page: it ends where it is full, where the list does, or where a search has looked at enough. */
    private static final class PageBody implements Pieces.Body {

        private final ListQuery query;
        private boolean isBegun;
        private int count;
        private int size;

        PageBody(ListQuery query) {
            this.query = query;
        }

        @Override
        public void head(HttpServerResponse response) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE).putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        }

        @Override
        public ListQuery next(@Nullable Position after) {
            return query.piece(query.limit() - count, Math.min(Pieces.SIZE, query.size() - size), after);
        }

        @Override
        public Optional<Position> write(Page piece, @Nullable Position after, Buffer text) {
            text.appendString(isBegun ? "" : "{\"items\":[");
            isBegun = true;
            for (Interaction interaction : piece.items()) {
                if (count > 0 && size + interaction.size() > query.size()) {
                    return end(text, Optional.ofNullable(after)); // a piece has one item at least, but the page is full
                }
                text.appendString(count > 0 ? "," : "").appendBytes(InteractionView.encode(interaction));
                count++;
                size += interaction.size();
            }
            boolean isFull = count == query.limit() || size >= query.size();
            return piece.next().isEmpty() || isFull || piece.isShort() ? end(text, piece.next()) : piece.next();
        }

        private Optional<Position> end(Buffer text, Optional<Position> next) {
            String cursor = next.map(position -> '"' + Cursors.encode(query.order(), position) + '"')
                    .orElse("null");
            text.appendString("],\"nextCursor\":" + cursor + "}");
            return Optional.empty();
        }
    }
}
