package dev.holdpoint.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.AskResult;
import dev.holdpoint.interaction.EventPage;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.NewInteraction;
import dev.holdpoint.interaction.OverloadedException;
import dev.holdpoint.interaction.SettleResult;
import dev.holdpoint.interaction.StoreUnavailableException;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the SQLite store does when its file cannot be written, or is not for it. */
class SqliteFailureTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();

    @Test
    void aFullFileRefusesWritesKeepsWhatItHasAndRecovers() {
        var settings = new SqliteSettings(folder, 100, 64 << 20, 2, 60);
        SqliteStore store = SqliteStore.open(settings, clock, StoreObserver.NONE);
        var kept = new ArrayList<Interaction>();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        kept.add(((AskResult.Created) get(store.create(large()))).interaction());
                    }
                })
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(store.isAvailable()).isFalse();
        assertThat(kept).isNotEmpty();
        assertThat(get(store.snapshot(Filter.ALL)).pending()).containsExactlyElementsOf(kept);

        store.limit(SqliteSettings.NO_LIMIT);

        Awaitility.await().until(store::isAvailable);
        assertThat(get(store.create(large()))).isInstanceOf(AskResult.Created.class);
        assertThat(get(store.settle(Asks.settle(kept.getFirst().id(), Asks.YES))))
                .isInstanceOf(SettleResult.Won.class);
        assertThat(get(store.snapshot(Filter.ALL)).pending()).hasSize(kept.size());
        store.close();
    }

    /** The writer is held up by its news until all of it has queued up, so that all of it is one batch. */
    @Test
    void whatFailsInABatchFailsAlone() {
        var batches = new CopyOnWriteArrayList<Integer>();
        SqliteStore store =
                SqliteStore.open(SqliteSettings.of(folder), clock, (operations, commit) -> batches.add(operations));
        var told = new CopyOnWriteArrayList<InteractionEvent>();
        var isQueued = new CountDownLatch(1);
        store.tell(events -> {
            told.addAll(events);
            waitFor(isQueued);
        });
        NewInteraction first = Asks.any().made();
        CompletionStage<AskResult> before = store.create(first).subscribeAsCompletionStage();
        Awaitility.await().until(() -> !told.isEmpty());

        NewInteraction second = Asks.any().made();
        CompletionStage<AskResult> good = store.create(second).subscribeAsCompletionStage();
        CompletionStage<SettleResult> won =
                store.settle(Asks.settle(first.id(), Asks.YES)).subscribeAsCompletionStage();
        CompletionStage<AskResult> twice = store.create(second).subscribeAsCompletionStage();
        CompletionStage<?> held = store.hold(second.id(), () -> {
                    throw new IllegalStateException("on purpose");
                })
                .subscribeAsCompletionStage();
        CompletionStage<SettleResult> lost =
                store.settle(Asks.settle(first.id(), Asks.NO)).subscribeAsCompletionStage();
        isQueued.countDown();

        assertThat(before).succeedsWithin(LONG).isInstanceOf(AskResult.Created.class);
        assertThat(good).succeedsWithin(LONG).isInstanceOf(AskResult.Created.class);
        assertThat(won).succeedsWithin(LONG).isInstanceOf(SettleResult.Won.class);
        assertThat(twice).failsWithin(LONG).withThrowableThat().withMessageContaining("the operation failed");
        assertThat(held).failsWithin(LONG).withThrowableThat().withMessageContaining("on purpose");
        assertThat(lost).succeedsWithin(LONG).isInstanceOf(SettleResult.Lost.class);
        assertThat(batches).containsExactly(1, 5);
        EventPage log = get(store.eventsAfter(0, Filter.ALL, 10, 1 << 20));
        assertThat(told).hasSize(3);
        assertThat(((EventPage.Kept) log).events()).containsExactlyElementsOf(told);
        assertThat(get(store.statistics()).pending()).isEqualTo(1);
        store.close();
    }

    @Test
    void writesBeyondTheQueueAreRefused() {
        var settings = new SqliteSettings(folder, 100, 10, 2, SqliteSettings.NO_LIMIT);
        SqliteStore store = SqliteStore.open(settings, clock, StoreObserver.NONE);
        assertThatThrownBy(() -> get(store.create(large()))).isInstanceOf(OverloadedException.class);
        store.close();
    }

    @Test
    void aSecondServerIsToldWhoUsesTheFolder() {
        SqliteStore store = SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE);
        assertThatThrownBy(() -> SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another Holdpoint server")
                .hasMessageContaining(folder.toString());
        store.close();
        SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE).close();
    }

    @Test
    void aFileOfANewerVersionIsLeftAlone() throws SQLException {
        SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE).close();
        try (Sql sql = new Database(SqliteSettings.of(folder)).open()) {
            sql.execute("PRAGMA user_version = 99");
        }
        assertThatThrownBy(() -> SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("newer");
    }

    @Test
    void theWaitsOfADeadProcessStartTheirLeases() {
        SqliteStore store = SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE);
        var leased = Asks.any().leased(Duration.ofSeconds(2)).made(null, Duration.ofSeconds(50), 100);
        get(store.create(leased));
        store.close();
        SqliteStore next = SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE);
        assertThat(get(next.expire(10)).next()).contains(clock.instant().plusSeconds(2));
        next.close();
    }

    @Test
    void aClosedStoreRefuses() {
        SqliteStore store = SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE);
        store.close();
        assertThatThrownBy(() -> get(store.create(large()))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> get(store.snapshot(Filter.ALL))).isInstanceOf(StoreUnavailableException.class);
    }

    private static NewInteraction large() {
        Ask ask = Asks.any().ask();
        var data = new Json('"' + "x".repeat(20_000) + '"');
        var large = new Ask(ask.type(), ask.session(), null, data, Json.EMPTY_OBJECT, null, ask.timeout(), null, null);
        return new NewInteraction(new InteractionId(UUID.randomUUID()), large, null, Duration.ZERO, 1_000);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(LONG);
    }
}
