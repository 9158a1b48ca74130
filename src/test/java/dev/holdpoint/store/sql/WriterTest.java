package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionEvent.Kind;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.Gate;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the writer takes, in which order it tells, and that it tells nobody before the commit has returned. */
class WriterTest extends WriterFixture {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobodyIsToldWhileTheCommitHasNotReturned(boolean isBefore) {
        // Given: an ask, its winner and a loser in one batch, and a commit that takes its time
        var gate = new Gate();
        if (isBefore) {
            database.before("COMMIT", gate::pass);
        } else {
            database.after("COMMIT", gate::pass);
        }
        var order = new CopyOnWriteArrayList<String>();
        writer.news()
                .subscribe((events, isOwn) ->
                        events.forEach(event -> order.add(event.kind().name())));
        var asked = Asks.any().made();
        var made = submit(creating(asked));
        var won = submit(settling(asked.id(), Asks.YES));
        var lost = submit(settling(asked.id(), Asks.NO));
        var _ = made.thenRun(() -> order.add("asker"));
        var _ = won.thenRun(() -> order.add("winner"));
        var last = lost.whenComplete((result, failure) -> order.add("loser"));

        // When
        writer.start();
        gate.awaitArrival();

        // Then
        assertThat(order).isEmpty();
        assertThat(List.of(made, won, lost)).noneMatch(CompletableFuture::isDone);
        assertThat(batches).isEmpty();
        gate.open();
        assertThat(get(last)).isInstanceOf(SettleResult.Lost.class);
        assertThat(order).containsExactly("REQUESTED", "SETTLED", "asker", "winner", "loser");
        assertThat(batches).containsExactly(3);
    }

    @Test
    void whatQueuedUpIsOneTransaction() {
        var futures = new ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < SETTINGS.queue(); i++) {
            futures.add(submit(creating(Asks.any().made())));
        }

        writer.start();
        futures.forEach(WriterFixture::get);

        assertThat(batches).containsExactly(SETTINGS.queue());
        assertThat(told).extracting(InteractionEvent::number).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aTransactionEndsAtSoManyOperations() {
        List<CompletableFuture<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            futures.add(writer.submitOwn(tables -> 1).subscribeAsCompletionStage());
        }

        writer.start();
        futures.forEach(WriterFixture::get);

        assertThat(batches).containsExactly(512, 88);
    }

    @Test
    void moreOperationsThanTheQueueHoldsAreRefused() {
        for (int i = 0; i < SETTINGS.queue(); i++) {
            assertThat(submit(tables -> 1)).isNotDone();
        }

        assertThat(writer.queued()).isEqualTo(SETTINGS.queue());
        assertThatThrownBy(() -> get(submit(tables -> 1))).isInstanceOf(OverloadedException.class);
        assertThat(writer.submitOwn(tables -> 1).subscribeAsCompletionStage())
                .as("room is reserved for the store's own")
                .isNotDone();
    }

    @Test
    void theRoomThatIsReservedEndsToo() {
        for (int i = 0; i < SETTINGS.queue() + 1_000; i++) {
            assertThat(writer.submitOwn(tables -> 1).subscribeAsCompletionStage())
                    .isNotDone();
        }

        assertThatThrownBy(() -> get(writer.submitOwn(tables -> 1).subscribeAsCompletionStage()))
                .isInstanceOf(OverloadedException.class);
    }

    @Test
    void moreBytesThanTheQueueHoldsAreRefusedUntilThereIsRoomAgain() {
        // Given
        CompletableFuture<Integer> first = writer.submit(600, tables -> 1).subscribeAsCompletionStage();
        CompletableFuture<Integer> second = writer.submit(400, tables -> 2).subscribeAsCompletionStage();
        CompletableFuture<Integer> tooMuch = writer.submit(1, tables -> 3).subscribeAsCompletionStage();
        assertThat(tooMuch).isCompletedExceptionally();

        // When
        writer.start();
        get(first);
        get(second);

        // Then
        for (int i = 0; i < 3; i++) {
            assertThat(get(writer.submit(1_000, tables -> 4).subscribeAsCompletionStage()))
                    .isEqualTo(4);
        }
        assertThatThrownBy(() -> get(writer.submit(1_001, tables -> 4).subscribeAsCompletionStage()))
                .isInstanceOf(OverloadedException.class);
    }

    @Test
    void whatIsRefusedTakesNoRoom() {
        for (int i = 0; i < SETTINGS.queue() + 1_000; i++) {
            var _ = writer.submitOwn(tables -> 1).subscribeAsCompletionStage();
        }
        assertThat(submit(tables -> 1)).isCompletedExceptionally();

        writer.start();
        get(awaitRoom());

        assertThat(get(writer.submit(1_000, tables -> 4).subscribeAsCompletionStage()))
                .isEqualTo(4);
    }

    /** Others may hold what it waits for: all who came meanwhile are served by one transaction. */
    @Test
    void whatQueuesUpWhileATransactionWaitsToBeginIsDoneInIt() {
        // Given
        var gate = new Gate();
        database.before("BEGIN IMMEDIATE", gate::pass);
        writer.start();
        var first = submit(creating(Asks.any().made()));
        gate.awaitArrival();

        // When
        var second = submit(creating(Asks.any().made()));
        var third = submit(tables -> 3);
        gate.open();

        // Then
        assertThat(made(get(first)).isPending()).isTrue();
        assertThat(made(get(second)).isPending()).isTrue();
        assertThat(get(third)).isEqualTo(3);
        assertThat(batches).containsExactly(3);
    }

    @Test
    void whatWasTakenBeforeACloseIsDoneAndTheRestIsRefused() {
        // Given: the writer is held up, with something behind it
        var gate = new Gate();
        database.before("COMMIT", gate::pass);
        writer.start();
        var first = submit(creating(Asks.any().made()));
        gate.awaitArrival();
        var second = submit(creating(Asks.any().made()));

        // When
        var closing = Thread.ofPlatform().start(writer::close);
        Awaitility.await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        gate.open();

        // Then
        assertThat(made(get(first)).isPending()).isTrue();
        assertThat(made(get(second)).isPending()).isTrue();
        assertThatThrownBy(() -> get(submit(creating(Asks.any().made()))))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void whatIsLeftWhenTheWriterHasEndedIsRefused() {
        var first = submit(tables -> 1);
        var own = writer.submitOwn(tables -> 1).subscribeAsCompletionStage();

        writer.close();

        for (var left : List.of(first, own)) {
            assertThatThrownBy(() -> get(left))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void aClosedWriterLeavesEverythingInTheFileAndNoConnection() throws Exception {
        writer.start();
        ask();
        assertThat(Files.size(folder.resolve("holdpoint.db-wal"))).isPositive();

        try (Sql beside = database.openReader()) {
            assertThat(beside.number("SELECT count(*) FROM event")).isEqualTo(1);
            writer.close();
            assertThat(Files.size(folder.resolve("holdpoint.db-wal"))).isZero();
        }
        assertThat(database.connections()).isZero();
    }

    @Test
    void aListenerThatFailsInWhateverWayKeepsNobodyFromBeingAnswered() {
        writer.start();
        for (Throwable failure : List.of(new IllegalStateException("on purpose"), new AssertionError("on purpose"))) {
            writer.news().subscribe((events, isOwn) -> WriterTest.<RuntimeException>sneak(failure));
            assertThat(ask().isPending()).isTrue();
        }
        writer.news().subscribe((events, isOwn) -> told.addAll(events));

        ask();

        assertThat(told).extracting(InteractionEvent::number).containsExactly(3L);
    }

    @Test
    void newsIsWhatTheLogHas() {
        writer.start();
        var asked = ask();
        get(submit(settling(asked.id(), Asks.YES)));

        assertThat(told).extracting(InteractionEvent::kind).containsExactly(Kind.REQUESTED, Kind.SETTLED);
        assertThat(log()).containsExactlyElementsOf(told);
    }

    @Test
    void numbersGoOnWhereTheLogEnds() {
        writer.start();
        ask();
        ask();
        writer.close();

        writer = writer(this::onCommit);
        writer.news().subscribe((events, isOwn) -> told.addAll(events));
        writer.start();
        ask();

        assertThat(told).extracting(InteractionEvent::number).containsExactly(1L, 2L, 3L);
    }

    private CompletableFuture<Integer> awaitRoom() {
        Awaitility.await().until(() -> writer.queued() == 0);
        return submit(tables -> 1);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
