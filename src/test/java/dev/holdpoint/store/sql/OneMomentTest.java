package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.EventPage;
import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.store.sqlite.FaultyDatabase;
import dev.holdpoint.store.sqlite.FaultyDatabase.Happening;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.Gate;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads beside a writer: what takes several statements sees one moment, whatever is written between them. */
class OneMomentTest {

    private static final Caller NOBODY = Caller.ANONYMOUS;
    private static final Scope ALL = new Scope.Everything();
    private static final Duration LONG = Duration.ofSeconds(30);

    private final FakeClock clock = new FakeClock();

    @TempDir
    Path folder;

    private FaultyDatabase database;
    private SqlStore store;

    @BeforeEach
    void open() {
        database = FaultyDatabase.in(folder, clock);
        store = SqlStore.start(
                database, database.open(), new WriterSettings(100, 1 << 20), 1, clock, StoreObserver.NONE, () -> {});
    }

    @AfterEach
    void close() {
        database.heal();
        store.close();
    }

    @Test
    void aSnapshotAndItsNumberAreOfOneMoment() {
        Interaction first = ask();
        database.before("ORDER BY s.sequence LIMIT", Happening.once(this::ask));

        var snapshot = get(store.snapshot(ALL, Filter.ALL));

        assertThat(snapshot.number()).isEqualTo(1);
        assertThat(snapshot.pending()).containsExactly(first);
        assertThat(get(store.snapshot(ALL, Filter.ALL)).number()).isEqualTo(2);
    }

    @Test
    void aPieceOfTheLogAndItsEndAreOfOneMoment() {
        ask();
        database.before("ORDER BY t.number LIMIT", Happening.once(this::ask));

        var page = (EventPage.Piece) get(store.after(0, ALL, Filter.ALL, 10, 1 << 20));

        assertThat(page.newest()).isEqualTo(1);
        assertThat(page.events()).hasSize(1);
    }

    @Test
    void whatIsCountedIsOfOneMoment() {
        ask();
        database.before("SELECT DISTINCT", Happening.once(() -> make(Asks.any().in("another"))));

        Statistics statistics = get(store.statistics(ALL));

        assertThat(statistics.pending()).isEqualTo(1);
        assertThat(statistics.sessions()).isEqualTo(1);
    }

    @Test
    void aTimelineIsOfOneMoment() {
        Interaction asked = ask();
        database.before(
                "(s.decided_at, s.sequence)",
                Happening.once(() -> get(store.settle(NOBODY, Asks.settle(asked.id(), Asks.YES)))));
        var start = clock.instant();

        Timeline timeline =
                get(store.timeline(ALL, new Timeline.Span(start, start.plusSeconds(60), Duration.ofSeconds(60))));

        assertThat(timeline.buckets())
                .singleElement()
                .extracting(Timeline.Bucket::tally)
                .isEqualTo(new Tally(1, 0, 0, 0, 0));
    }

    @Test
    void aReadBegunAfterATransactionEndedSeesWhatCameAfterIt() {
        get(store.snapshot(ALL, Filter.ALL));
        Interaction asked = ask();

        assertThat(get(store.find(ALL, asked.id()))).contains(asked);
        assertThat(get(store.snapshot(ALL, Filter.ALL)).pending()).containsExactly(asked);
    }

    @Test
    void aReaderIsUsedAgainUnlessItFailed() {
        ask();
        int connections = database.opened();
        get(store.snapshot(ALL, Filter.ALL));
        get(store.snapshot(ALL, Filter.ALL));
        assertThat(database.opened()).isEqualTo(connections + 1);

        database.before("FROM state s", Happening.failure());
        assertThatThrownBy(() -> get(store.snapshot(ALL, Filter.ALL)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("the store cannot read: the disk is gone");

        assertThat(get(store.snapshot(ALL, Filter.ALL)).pending()).hasSize(1);
        assertThat(database.opened()).isEqualTo(connections + 2);
        assertThat(database.connections()).as("the writer's and the reader's").isEqualTo(2);
    }

    @Test
    void aReaderThatCannotEvenBeClosedIsForgotten() {
        ask();
        database.before("FROM state s", Happening.failure());
        database.after(FaultyDatabase.CLOSE, Happening.failure());

        assertThatThrownBy(() -> get(store.snapshot(ALL, Filter.ALL))).isInstanceOf(StoreUnavailableException.class);

        assertThat(get(store.snapshot(ALL, Filter.ALL)).pending()).hasSize(1);
    }

    @Test
    void whatIsNoFailureOfTheDatabaseIsToldAsItIs() {
        database.before("FROM state s", Happening.once(() -> {
            throw new IllegalStateException("on purpose");
        }));

        assertThatThrownBy(() -> get(store.find(ALL, Asks.any().made().id())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("on purpose");
    }

    @Test
    void moreReadsThanMayWaitAreRefused() {
        // Given: the only reader stands still
        InteractionId id = ask().id();
        var gate = new Gate();
        database.before("FROM state s", Happening.once(gate::pass));
        var waiting = new ArrayList<CompletableFuture<?>>();
        waiting.add(store.find(ALL, id).subscribeAsCompletionStage());
        gate.awaitArrival();
        for (int i = 0; i < 20_000; i++) {
            waiting.add(store.find(ALL, id).subscribeAsCompletionStage());
        }

        // When
        var tooMuch = store.find(ALL, id).subscribeAsCompletionStage();

        // Then
        assertThat(tooMuch)
                .isCompletedExceptionally()
                .failsWithin(LONG)
                .withThrowableThat()
                .withCauseInstanceOf(OverloadedException.class);
        assertThat(waiting).noneMatch(CompletableFuture::isCompletedExceptionally);
        gate.open();
        assertThat(waiting.getLast()).succeedsWithin(LONG);
    }

    @Test
    void aClosedStoreHasNoConnectionAndSaysThatItIsClosed() {
        ask();
        get(store.snapshot(ALL, Filter.ALL));

        store.close();

        assertThat(database.connections()).isZero();
        assertThatThrownBy(() -> get(store.snapshot(ALL, Filter.ALL)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("closed");
    }

    private Interaction ask() {
        return make(Asks.any());
    }

    private Interaction make(Asks asks) {
        return ((CreateResult.Made) get(store.create(NOBODY, asks.made()))).interaction();
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(LONG);
    }
}
