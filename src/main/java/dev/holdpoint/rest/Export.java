package dev.holdpoint.rest;

import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.Reading;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.http.Weights;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Position;
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
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A whole list as a file: {@code GET /v1/export}. It tells of each interaction as it stood when it was looked at. */
@ApplicationScoped
class Export {

    private static final String PATH = "/v1/export";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Reading reading;
    private final InstantSource clock;

    Export(Broker broker, InstantSource clock) {
        this.reading = broker.reading();
        this.clock = clock;
    }

    void register(@Observes Router router) {
        router.get(PATH).handler(this::handle);
        router.head(PATH).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        try {
            HttpServerRequest request = context.request();
            ExportFormat format = ListQueries.format(request);
            if (!Weights.accept(request, format.mediaType())) {
                throw new ProblemException(
                        Kind.NOT_ACCEPTABLE, "this export can only be given as " + format.mediaType());
            }
            ListQuery query = ListQueries.ofExport(request);
            String name = "holdpoint-" + MOMENT.format(clock.instant()) + "." + format.extension();
            Pieces.answer(context, reading, new File(query, format, name), null);
        } catch (RuntimeException refused) {
            RawProblems.answer(context, RawProblems.of(refused, context.request()));
        }
    }

    /** All of a list, in a format. */
    private static final class File implements Pieces.Body {

        private final ListQuery query;
        private final ExportFormat format;
        private final String name;
        private boolean isBegun;

        File(ListQuery query, ExportFormat format, String name) {
            this.query = query;
            this.format = format;
            this.name = name;
        }

        @Override
        public void head(HttpServerResponse response) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, format.contentType())
                    .putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        }

        @Override
        public ListQuery next(@Nullable Position after) {
            return query.piece(query.limit(), Pieces.SIZE, after);
        }

        @Override
        public Optional<Position> write(Page piece, @Nullable Position after, Buffer text) {
            if (!isBegun) {
                format.begin(text);
                isBegun = true;
            }
            piece.items().forEach(interaction -> format.write(interaction, text));
            return piece.next();
        }
    }
}
