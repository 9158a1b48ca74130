package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.access.Call;
import dev.holdpoint.access.Callers;
import dev.holdpoint.broker.Archive;
import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.Retention;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Position;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FrontDoor;
import dev.holdpoint.testing.Wire;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and exports over a store that answers as it is told: what they read, and when. */
class PiecesTest {

    private static final String EXPORT = "/v1/export?format=jsonl";

    private final FrontDoor door = new FrontDoor();
    private final AtomicInteger reads = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    private IntFunction<Uni<Page>> answers = number -> Uni.createFrom().item(new Page(List.of(), Optional.empty()));
    private Interaction interaction;
    private URI base;
    private Api api;

    @BeforeEach
    void serve() {
        Broker broker = door.brokerOver(new Told());
        var router = Router.router(vertx);
        router.route().handler(context -> {
            context.put(Callers.CALL, new Call(Caller.ANONYMOUS, null));
            context.next();
        });
        new Listing(broker).register(router);
        new Export(broker, door.clock).register(router);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        base = URI.create("http://localhost:" + server.actualPort());
        api = new Api(base);
        interaction = door.kept(door.ask(Asks.any()));
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void anExportIsReadToItsEndHoweverManyPiecesFindNothing() {
        answers = number -> piece(number % 3 == 0 ? 1 : 0, number < 7, true);

        Answer export = api.get(EXPORT);

        assertThat(reads).hasValue(8);
        assertThat(export.text().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(Api.tree(line).path("id").asText())
                        .isEqualTo(interaction.id().toString()));
    }

    @Test
    void aPageEndsWhereASearchHasLookedAtEnough() {
        answers = number -> piece(1, true, number == 1);

        Answer page = api.get("/v1/interactions?q=x");

        assertThat(reads).hasValue(2);
        assertThat(page.body().path("items")).hasSize(2);
        assertThat(page.body().path("nextCursor").isTextual()).isTrue();
    }

    /** What is pending was not decided. */
    @ParameterizedTest
    @ValueSource(strings = {"order=decided", "outcome=denied", "origin=timeout", "decidedTo=2026-11-26T00:00:00Z"})
    void nothingIsReadWhereNothingCanBeFound(String asked) {
        Answer page = api.get("/v1/interactions?status=pending&" + asked);

        assertThat(page.text()).isEqualTo("{\"items\":[],\"nextCursor\":null}");
        assertThat(reads).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {EXPORT, "/v1/interactions"})
    void whatFailsBeforeTheFirstByteIsToldAsAProblem(String path) {
        answers = number -> Uni.createFrom().failure(new StoreUnavailableException("gone", null));

        Answer answer = api.get(path);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.slug()).isEqualTo("store-unavailable");
        assertThat(answer.header("Content-Disposition")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {EXPORT, "/v1/export?format=csv", "/v1/interactions"})
    void whatFailsLaterBreaksOffSoThatNobodyTakesItForTheWhole(String path) throws IOException {
        answers = number -> number == 0
                ? piece(1, true, false)
                : Uni.createFrom().failure(new StoreUnavailableException("gone", null));

        try (var wire = new Wire(base)) {
            String answer = wire.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .readAll();

            assertThat(answer)
                    .startsWith("HTTP/1.1 200")
                    .contains(interaction.id().toString());
            assertThat(answer).doesNotContain("\r\n0\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {EXPORT, "/v1/interactions?q=x"})
    void nothingIsReadForAReaderThatIsGone(String path) throws IOException {
        // Given: a very long list in which nothing is found, and a reader that leaves at its beginning
        int all = 200_000;
        var wire = new Wire(base);
        answers = number -> {
            if (number == 5) {
                close(wire);
            }
            return piece(0, number < all, false);
        };

        // When
        wire.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Awaitility.await().until(() -> reads.get() > 5 && isQuiet());

        // Then
        assertThat(reads).hasValueLessThan(all);
    }

    /** Whether nothing was read while the service answered something else. */
    private boolean isQuiet() {
        int before = reads.get();
        api.get("/v1/nothing");
        return reads.get() == before;
    }

    @Test
    void fewReadAtOnceAndATurnIsGivenBackHoweverAnAnswerEnds() throws IOException {
        // Given: reads that take for ever, and more readers than turns
        answers = number -> Uni.createFrom().nothing();
        var leaving = new ArrayList<Wire>();
        for (int i = 0; i < 5 * Turns.AT_ONCE; i++) {
            leaving.add(new Wire(base).send("GET /v1/interactions HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }
        Awaitility.await().until(() -> reads.get() == Turns.AT_ONCE && isQuiet());

        // When: they leave, and others break off
        leaving.forEach(PiecesTest::close);
        answers = number -> Uni.createFrom().failure(new StoreUnavailableException("gone", null));
        for (int i = 0; i < 2 * Turns.AT_ONCE; i++) {
            assertThat(api.get(EXPORT).status()).isEqualTo(503);
        }
        answers = number -> {
            throw new IllegalStateException("not even asked");
        };
        for (int i = 0; i < 2 * Turns.AT_ONCE; i++) {
            assertThat(api.get(EXPORT).status()).isEqualTo(500);
        }

        // Then
        answers = number -> piece(1, false, false);
        assertThat(api.get("/v1/interactions").status()).isEqualTo(200);
    }

    @Test
    void headReadsOnePieceAndWritesNone() {
        answers = number -> piece(1, true, false);

        Answer head = api.send(api.request("/v1/export?format=csv").HEAD());

        assertThat(reads).hasValue(1);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo("text/csv; charset=utf-8; header=present");
        assertThat(head.header("Content-Disposition")).startsWith("attachment; filename=\"holdpoint-");
    }

    private static void close(Wire wire) {
        try {
            wire.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Uni<Page> piece(int items, boolean isMore, boolean isShort) {
        Optional<Position> next = isMore ? Optional.of(Position.of(1)) : Optional.empty();
        return Uni.createFrom().item(new Page(items == 0 ? List.of() : List.of(interaction), next, isShort));
    }

    /** Answers each question for a list as the test says. */
    private final class Told implements Archive {
        @Override
        public Uni<Page> list(Scope scope, ListQuery query) {
            return answers.apply(reads.getAndIncrement());
        }

        @Override
        public Uni<Statistics> statistics(Scope scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Timeline> timeline(Scope scope, Timeline.Span span) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Integer> purge(Retention retention, int limit) {
            throw new UnsupportedOperationException();
        }
    }
}
