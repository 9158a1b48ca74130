package dev.holdpoint.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.EventPage;
import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.SqlFailure;
import dev.holdpoint.store.sql.StoreObserver;
import dev.holdpoint.store.sql.WriterSettings;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the SQLite store does when its file cannot be written, or is not for it. */
class SqliteFailureTest {

    private static final Caller NOBODY = Caller.ANONYMOUS;
    private static final Scope ALL = new Scope.Everything();
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();

    /** The writer is held up by its news until all of it has queued up, so that all of it is one batch. */
    @Test
    void whatFailsInABatchFailsAlone() {
        var batches = new CopyOnWriteArrayList<Integer>();
        StoreEngine store =
                SqliteStore.open(SqliteSettings.of(folder), clock, (operations, commit) -> batches.add(operations));
        var told = new CopyOnWriteArrayList<InteractionEvent>();
        var isQueued = new CountDownLatch(1);
        store.subscribe((events, isOwn) -> {
            told.addAll(events);
            waitFor(isQueued);
        });
        NewInteraction first = Asks.any().made();
        CompletionStage<CreateResult> before = store.create(NOBODY, first).subscribeAsCompletionStage();
        Awaitility.await().until(() -> !told.isEmpty());

        NewInteraction second = Asks.any().made();
        CompletionStage<CreateResult> good = store.create(NOBODY, second).subscribeAsCompletionStage();
        CompletionStage<SettleResult> won =
                store.settle(NOBODY, Asks.settle(first.id(), Asks.YES)).subscribeAsCompletionStage();
        CompletionStage<CreateResult> twice = store.create(NOBODY, second).subscribeAsCompletionStage();
        CompletionStage<?> held = store.hold(second.id(), () -> {
                    throw new IllegalStateException("on purpose");
                })
                .subscribeAsCompletionStage();
        CompletionStage<SettleResult> lost =
                store.settle(NOBODY, Asks.settle(first.id(), Asks.NO)).subscribeAsCompletionStage();
        isQueued.countDown();

        assertThat(before).succeedsWithin(LONG).isInstanceOf(CreateResult.Made.class);
        assertThat(good).succeedsWithin(LONG).isInstanceOf(CreateResult.Made.class);
        assertThat(won).succeedsWithin(LONG).isInstanceOf(SettleResult.Won.class);
        assertThat(twice).failsWithin(LONG).withThrowableThat().withMessageContaining("the operation failed");
        assertThat(held).failsWithin(LONG).withThrowableThat().withMessageContaining("on purpose");
        assertThat(lost).succeedsWithin(LONG).isInstanceOf(SettleResult.Lost.class);
        assertThat(batches).containsExactly(1, 5);
        EventPage log = get(store.after(0, ALL, Filter.ALL, 10, 1 << 20));
        assertThat(told).hasSize(3);
        assertThat(((EventPage.Piece) log).events()).containsExactlyElementsOf(told);
        assertThat(get(store.statistics(ALL)).pending()).isEqualTo(1);
        store.close();
    }

    @Test
    void writesBeyondTheQueueAreRefused() {
        var settings = new SqliteSettings(folder, new WriterSettings(100, 10), 2, SqliteSettings.NO_LIMIT);
        StoreEngine store = SqliteStore.open(settings, clock, StoreObserver.NONE);
        assertThatThrownBy(() -> get(store.create(NOBODY, large()))).isInstanceOf(OverloadedException.class);
        store.close();
    }

    @Test
    void aSecondServerIsToldWhoUsesTheFolder() {
        StoreEngine store = SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE);
        assertThatThrownBy(() -> SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another Holdpoint server")
                .hasMessageContaining(folder.toString());
        store.close();
        SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE).close();
    }

    @Test
    void aFileOfANewerVersionIsLeftAlone() {
        SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE).close();
        try (Sql sql = new Database(SqliteSettings.of(folder)).open()) {
            sql.execute("PRAGMA user_version = 99");
        }
        assertThatThrownBy(() -> SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("newer");
    }

    @Test
    void aStoreThatCouldNotBeOpenedHoldsNothing() throws IOException {
        // Given
        Path file = SqliteSettings.of(folder).file();
        Files.writeString(file, "this is no database, and it is long enough to be told from one".repeat(100));

        // Then
        assertThatThrownBy(() -> SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the store " + file.toAbsolutePath() + " cannot be opened")
                .hasCauseInstanceOf(SqlFailure.class);
        Files.delete(file);
        SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE).close();
    }

    @Test
    void aFolderIsMadeForItsOwnerAlone() throws IOException {
        Path made = folder.resolve("not").resolve("there");

        SqliteStore.open(SqliteSettings.of(made), clock, StoreObserver.NONE).close();

        for (Path each : List.of(made, made.getParent())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aFolderThatIsThereIsLeftAsItIs() throws IOException {
        Path shared = Files.createDirectory(
                folder.resolve("shared"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));

        SqliteStore.open(SqliteSettings.of(shared), clock, StoreObserver.NONE).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void aFolderThatCannotBeUsedIsToldByName() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> SqliteStore.open(SqliteSettings.of(file), clock, StoreObserver.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("holdpoint.data-dir");
    }

    @Test
    void theWaitsOfADeadProcessStartTheirLeases() {
        StoreEngine store = SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE);
        var leased = Asks.any().leased(Duration.ofSeconds(2)).made(null, Duration.ofSeconds(50), 100);
        get(store.create(NOBODY, leased));
        store.close();
        StoreEngine next = SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE);
        assertThat(get(next.expire(10)).next()).contains(Duration.ofSeconds(2));
        next.close();
    }

    @Test
    void aClosedStoreRefuses() {
        StoreEngine store = SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE);
        store.close();
        assertThatThrownBy(() -> get(store.create(NOBODY, large()))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> get(store.snapshot(ALL, Filter.ALL))).isInstanceOf(StoreUnavailableException.class);
    }

    private static NewInteraction large() {
        return Asks.any().saying(new Json('"' + "x".repeat(20_000) + '"')).made(null, Duration.ZERO, 1_000);
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
