package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.Gate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody waits for ever for a database that does not answer; what somebody was told was not done, is not done later. */
class PatienceTest extends WriterFixture {

    private static final int MOST = 1;

    private final Gate gate = new Gate();

    @AfterEach
    void letGo() {
        gate.open();
    }

    @Test
    void whoWaitsTooLongIsToldAndItIsNotDoneAnyMore() {
        // Given: one that is under way, and one that is queued behind it
        database.before("BEGIN", gate::pass);
        writer.start();
        var underWay = ask(writer);
        gate.awaitArrival();
        var queued = ask(writer);

        // When
        writer.grow(MOST);
        assertThat(List.of(underWay, queued)).noneMatch(CompletableFuture::isDone);
        writer.grow(MOST);

        // Then
        assertUnavailable(underWay);
        assertUnavailable(queued);
        assertThat(writer.queued()).isZero();
        assertThat(writer.isAvailable()).isFalse();
        database.heal();
        gate.open();
        var later = get(ask(writer));
        assertThat(log())
                .extracting(event -> event.interaction().id())
                .containsExactly(made(later).id());
        Awaitility.await().atMost(LONG).until(writer::isAvailable);
    }

    @Test
    void whatIsAboutToBeKeptMayBeKept() {
        // Given
        database.before("COMMIT", gate::pass);
        writer.start();
        var asked = ask(writer);
        gate.awaitArrival();

        // When
        writer.grow(MOST);
        writer.grow(MOST);

        // Then
        assertUnavailable(asked);
        database.heal();
        gate.open();
        Awaitility.await().atMost(LONG).until(() -> told.size() == 1);
        assertThat(log()).isEqualTo(told);
    }

    @Test
    void whatWasDoneForSomebodyWhoWasToldOtherwiseIsTakenBack() {
        // Given: two of one transaction, of which one has waited longer
        database.after("INSERT INTO event", gate::pass);
        var old = ask(writer);
        writer.grow(MOST);
        var young = ask(writer);
        writer.start();
        gate.awaitArrival();

        // When
        writer.grow(MOST);
        database.heal();
        gate.open();

        // Then
        assertUnavailable(old);
        var made = made(get(young));
        assertThat(log()).extracting(event -> event.interaction().id()).containsExactly(made.id());
        Awaitility.await().atMost(LONG).until(() -> !told.isEmpty());
        assertThat(told).extracting(InteractionEvent::interaction).containsExactly(made);
    }

    @Test
    void whoReadsTooLongIsToldAndWhatWasQueuedIsNotRead() {
        // Given
        var readers = new Readers(database, "reader", 1);
        var isRead = new AtomicBoolean();
        var underWay = readers.readOne(sql -> pass()).subscribeAsCompletionStage();
        gate.awaitArrival();
        var queued = readers.readOne(sql -> isRead.getAndSet(true)).subscribeAsCompletionStage();

        // When
        readers.grow(MOST);
        assertThat(List.of(underWay, queued)).noneMatch(CompletableFuture::isDone);
        readers.grow(MOST);

        // Then
        assertUnavailable(underWay);
        assertUnavailable(queued);
        gate.open();
        assertThat(get(readers.readOne(sql -> "read").subscribeAsCompletionStage()))
                .isEqualTo("read");
        assertThat(isRead).isFalse();
        readers.close();
    }

    private boolean pass() {
        gate.pass();
        return true;
    }

    private static CompletableFuture<CreateResult> ask(Writer writer) {
        return writer.submit(0, creating(Asks.any().made())).subscribeAsCompletionStage();
    }

    private static void assertUnavailable(CompletableFuture<?> answer) {
        assertThatThrownBy(() -> get(answer)).isInstanceOf(StoreUnavailableException.class);
    }
}
