package dev.holdpoint.broker;

import static dev.holdpoint.testing.FrontDoor.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeTimers;
import dev.holdpoint.testing.FrontDoor;
import dev.holdpoint.testing.Interposed;
import dev.holdpoint.testing.Interposed.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The front door on a clock that is handed in: waits, leases and who is told what. */
class BrokerTest {

    private static final Caller NOBODY = Caller.ANONYMOUS;
    private static final Scope ALL = new Scope.Everything();
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofSeconds(5);

    private final FrontDoor door = new FrontDoor();
    private final FakeTimers timers = door.timers;
    private final MemoryStore memory = door.memory;
    private final Interposed store = door.store;
    private final Deadlines deadlines = door.deadlines;
    private final FrontDoor.Told told = door.told;
    private final Broker broker = door.broker;

    @Test
    void aWaitThatIsOverIsAnsweredPending() {
        var id = ask(Asks.any());
        var answer = awaiting(id);
        timers.advance(WAIT.minusMillis(1));
        assertThat(answer).isNotDone();
        timers.advance(Duration.ofMillis(1));
        assertThat(answer.join()).map(Interaction::status).contains(Status.PENDING);
        assertThat(broker.waiters()).isZero();
    }

    @Test
    void everyWaiterIsAnsweredTheOneSettlement() {
        var id = ask(Asks.any());
        var answers = List.of(awaiting(id), awaiting(id), awaiting(id));
        var won = now(broker.settling().settle(NOBODY, Asks.attempt(id, Asks.YES)));
        assertThat(won).isInstanceOf(SettleResult.Won.class);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join()).contains(((SettleResult.Won) won).interaction()));
        assertThat(broker.waiters()).isZero();
        assertThat(timers.armed()).as("the waits' timers are gone").isEqualTo(1);
    }

    @Test
    void anAskerThatWaitsIsAnsweredByTheDeadline() {
        deadlines.start();
        var answer = broker.asking()
                .ask(NOBODY, Asks.any().within(Duration.ofSeconds(2)).ask(), null, WAIT)
                .subscribeAsCompletionStage();
        timers.advance(Duration.ofSeconds(2));
        assertThat(((AskResult.Created) answer.join()).interaction().status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void aSettlementWhileTheStoreIsReadIsNotMissed() {
        // Given: the store is read, and before the reader has the answer somebody settles
        var id = ask(Asks.any());
        store.once(Call.FIND, () -> now(memory.settle(NOBODY, Asks.settle(id, Asks.NO))));

        // When
        var answer = awaiting(id);

        // Then
        assertThat(answer.join()).map(Interaction::status).contains(Status.REJECTED);
        assertThat(broker.waiters()).isZero();
    }

    @Test
    void aFailedReadTakesTheWaiterOut() {
        var id = ask(Asks.any());
        store.fail(Call.FIND, new StoreUnavailableException("the disk is gone", null));
        var answer = awaiting(id);
        assertThat(answer).isCompletedExceptionally();
        assertThat(broker.waiters()).isZero();
    }

    @Test
    void aWaiterThatVanishesIsForgotten() {
        var id = ask(Asks.any());
        var answer = awaiting(id);
        assertThat(broker.waiters()).isEqualTo(1);
        answer.cancel(true);
        assertThat(broker.waiters()).isZero();
        assertThat(timers.armed()).as("the wait's timer is gone").isEqualTo(1);
    }

    @Test
    void aLeaseDoesNotRunBeforeSomebodyAwaited() {
        deadlines.start();
        var id = ask(Asks.any().leased(LEASE).within(Duration.ofHours(1)));
        timers.advance(Duration.ofMinutes(30));
        assertThat(status(id)).isEqualTo(Status.PENDING);
    }

    @Test
    void anAskerThatVanishesLosesItsQuestionWhenTheLeaseIsOver() {
        deadlines.start();
        var asker = broker.asking()
                .ask(NOBODY, Asks.any().leased(LEASE).ask(), null, WAIT)
                .subscribeAsCompletionStage();
        var id = told.events.getFirst().interaction().id();
        timers.advance(Duration.ofSeconds(3));
        asker.cancel(true);
        timers.advance(LEASE.minusMillis(1));
        assertThat(status(id)).isEqualTo(Status.PENDING);
        timers.advance(Duration.ofMillis(1));
        var settlement = now(store.find(ALL, id)).orElseThrow().settlement();
        assertThat(settlement.outcome()).isEqualTo(new Outcome.Cancelled(null));
        assertThat(settlement.origin()).isEqualTo(Origin.ASKER_LOST);
    }

    @Test
    void aWaitThatEndsByItselfStartsTheLease() {
        deadlines.start();
        var id = ask(Asks.any().leased(LEASE));
        var answer = awaiting(id);
        timers.advance(WAIT);
        assertThat(answer).isDone();
        timers.advance(LEASE.minusMillis(1));
        assertThat(status(id)).isEqualTo(Status.PENDING);
        timers.advance(Duration.ofMillis(1));
        assertThat(status(id)).isEqualTo(Status.CANCELLED);
    }

    @Test
    void whoeverComesBackInTimeKeepsItAlive() {
        deadlines.start();
        var id = ask(Asks.any().leased(LEASE).within(Duration.ofHours(1)));
        for (int i = 0; i < 5; i++) {
            var _ = awaiting(id);
            timers.advance(WAIT.plus(LEASE).minusMillis(1));
            assertThat(status(id)).as("round %d", i).isEqualTo(Status.PENDING);
        }
        var last = awaiting(id);
        now(broker.settling().settle(NOBODY, Asks.attempt(id, Asks.YES)));
        assertThat(last.join()).map(Interaction::status).contains(Status.RESOLVED);
    }

    @Test
    void theLastOfSeveralWaitersStartsTheLease() {
        deadlines.start();
        var id = ask(Asks.any().leased(LEASE));
        var first = awaiting(id);
        timers.advance(Duration.ofSeconds(8));
        var second = awaiting(id);
        first.cancel(true);
        timers.advance(Duration.ofSeconds(9));
        assertThat(second).isNotDone();
        assertThat(status(id)).isEqualTo(Status.PENDING);
        second.cancel(true);
        timers.advance(LEASE);
        assertThat(status(id)).isEqualTo(Status.CANCELLED);
    }

    @Test
    void losersAndStrangersAreAnnouncedAndSettleNothing() {
        var id = ask(Asks.any());
        var stranger = new Attempt(id, Asks.YES, new SessionId("another"), null);
        assertThat(now(broker.settling().settle(NOBODY, stranger))).isInstanceOf(SettleResult.Refused.class);
        now(broker.settling().settle(NOBODY, Asks.attempt(id, Asks.NO)));
        assertThat(now(broker.settling().settle(NOBODY, Asks.attempt(id, Asks.YES))))
                .isInstanceOf(SettleResult.Lost.class);
        assertThat(told.attempts).hasSize(2);
        assertThat(told.events)
                .extracting(event -> event.interaction().status())
                .containsExactly(Status.PENDING, Status.REJECTED);
    }

    @Test
    void aStopAnswersEveryWaiterAndTakesNoMoreAsks() {
        var id = ask(Asks.any());
        var reader = awaiting(id);
        var asker = broker.asking().ask(NOBODY, Asks.any().ask(), null, WAIT).subscribeAsCompletionStage();
        broker.shutDown();
        assertThat(reader).isCompletedExceptionally();
        assertThatThrownBy(asker::join).hasCauseInstanceOf(ShuttingDownException.class);
        assertThatThrownBy(() -> awaiting(id).join()).hasCauseInstanceOf(ShuttingDownException.class);
        assertThatThrownBy(() -> now(broker.asking().ask(NOBODY, Asks.any().ask(), null, Duration.ZERO)))
                .isInstanceOf(ShuttingDownException.class);
        assertThat(now(broker.settling().settle(NOBODY, Asks.attempt(id, Asks.YES))))
                .isInstanceOf(SettleResult.Won.class);
        assertThat(broker.waiters()).isZero();
    }

    private InteractionId ask(Asks asks) {
        return door.ask(asks);
    }

    private CompletableFuture<Optional<Interaction>> awaiting(InteractionId id) {
        return door.await(id, WAIT);
    }

    private Status status(InteractionId id) {
        return door.status(id);
    }
}
