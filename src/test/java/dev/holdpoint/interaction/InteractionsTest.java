package dev.holdpoint.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.FakeTimers;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The front door on a clock that is handed in: waits, leases and who is told what. */
class InteractionsTest {

    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofSeconds(5);

    private final FakeClock clock = new FakeClock();
    private final FakeTimers timers = new FakeTimers(clock);
    private final MemoryStore memory = new MemoryStore(clock);
    private final Told told = new Told();
    private Runnable beforeFindAnswers = () -> {};
    private final Store store = intercepted();
    private final Deadlines deadlines = new Deadlines(store, clock, timers);
    private final Interactions interactions = new Interactions(
            store,
            deadlines,
            new NoSchemas(),
            told,
            new Interactions.Environment(
                    clock, timers, () -> new InteractionId(UUID.randomUUID()), Runnable::run, 100));

    private static final class Told implements Announcer {
        private final List<InteractionEvent> events = new ArrayList<>();
        private final List<SettleResult> attempts = new ArrayList<>();

        @Override
        public void announce(List<InteractionEvent> news) {
            events.addAll(news);
        }

        @Override
        public void announce(SettleCommand attempt, SettleResult result) {
            attempts.add(result);
        }
    }

    private static final class NoSchemas implements ResponseCheck {
        @Override
        public Optional<Json> builtIn(InteractionType type) {
            return Optional.empty();
        }

        @Override
        public List<Violation> checkSchema(Json schema) {
            return List.of();
        }

        @Override
        public List<Violation> checkResponse(Json schema, Json response) {
            return List.of();
        }
    }

    @Test
    void aWaitThatIsOverIsAnsweredPending() {
        var id = ask(Asks.any());
        var answer = awaiting(id);
        timers.advance(WAIT.minusMillis(1));
        assertThat(answer).isNotDone();
        timers.advance(Duration.ofMillis(1));
        assertThat(answer.join()).map(Interaction::status).contains(Status.PENDING);
        assertThat(interactions.waiters()).isZero();
    }

    @Test
    void everyWaiterIsAnsweredTheOneSettlement() {
        var id = ask(Asks.any());
        var answers = List.of(awaiting(id), awaiting(id), awaiting(id));
        var won = now(interactions.settle(Asks.settle(id, Asks.YES)));
        assertThat(won).isInstanceOf(SettleResult.Won.class);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join()).contains(((SettleResult.Won) won).interaction()));
        assertThat(interactions.waiters()).isZero();
        assertThat(timers.armed()).as("the waits' timers are gone").isEqualTo(1);
    }

    @Test
    void anAskerThatWaitsIsAnsweredByTheDeadline() {
        deadlines.start();
        var answer = interactions
                .ask(Asks.any().within(Duration.ofSeconds(2)).ask(), null, WAIT)
                .subscribeAsCompletionStage();
        timers.advance(Duration.ofSeconds(2));
        assertThat(((AskResult.Created) answer.join()).interaction().status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void aSettlementWhileTheStoreIsReadIsNotMissed() {
        // Given: the store is read, and before the reader has the answer somebody settles
        var id = ask(Asks.any());
        beforeFindAnswers = () -> {
            beforeFindAnswers = () -> {};
            now(memory.settle(Asks.settle(id, Asks.NO)));
        };

        // When
        var answer = awaiting(id);

        // Then
        assertThat(answer.join()).map(Interaction::status).contains(Status.REJECTED);
        assertThat(interactions.waiters()).isZero();
    }

    @Test
    void aFailedReadTakesTheWaiterOut() {
        var id = ask(Asks.any());
        beforeFindAnswers = () -> {
            throw new StoreUnavailableException("the disk is gone", null);
        };
        var answer = awaiting(id);
        assertThat(answer).isCompletedExceptionally();
        assertThat(interactions.waiters()).isZero();
    }

    @Test
    void aWaiterThatVanishesIsForgotten() {
        var id = ask(Asks.any());
        var answer = awaiting(id);
        assertThat(interactions.waiters()).isEqualTo(1);
        answer.cancel(true);
        assertThat(interactions.waiters()).isZero();
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
        var asker = interactions.ask(Asks.any().leased(LEASE).ask(), null, WAIT).subscribeAsCompletionStage();
        var id = told.events.getFirst().interaction().id();
        timers.advance(Duration.ofSeconds(3));
        asker.cancel(true);
        timers.advance(LEASE.minusMillis(1));
        assertThat(status(id)).isEqualTo(Status.PENDING);
        timers.advance(Duration.ofMillis(1));
        var settlement = now(store.find(id)).orElseThrow().settlement();
        assertThat(settlement).isInstanceOf(Settlement.Cancelled.class);
        assertThat(settlement.origin()).isEqualTo(Origin.ASKER_LOST);
        assertThat(settlement.reason()).isNull();
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
        now(interactions.settle(Asks.settle(id, Asks.YES)));
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
        var stranger = new SettleCommand(id, Asks.YES, new SessionId("another"), null);
        assertThat(now(interactions.settle(stranger))).isInstanceOf(SettleResult.Refused.class);
        now(interactions.settle(Asks.settle(id, Asks.NO)));
        assertThat(now(interactions.settle(Asks.settle(id, Asks.YES)))).isInstanceOf(SettleResult.Lost.class);
        assertThat(told.attempts).hasSize(2);
        assertThat(told.events)
                .extracting(event -> event.interaction().status())
                .containsExactly(Status.PENDING, Status.REJECTED);
    }

    @Test
    void aStopAnswersEveryWaiterAndTakesNoMoreAsks() {
        var id = ask(Asks.any());
        var reader = awaiting(id);
        var asker = interactions.ask(Asks.any().ask(), null, WAIT).subscribeAsCompletionStage();
        interactions.shutDown();
        assertThat(reader).isCompletedExceptionally();
        assertThatThrownBy(asker::join).hasCauseInstanceOf(ShuttingDownException.class);
        assertThatThrownBy(() -> awaiting(id).join()).hasCauseInstanceOf(ShuttingDownException.class);
        assertThatThrownBy(() -> now(interactions.ask(Asks.any().ask(), null, Duration.ZERO)))
                .isInstanceOf(ShuttingDownException.class);
        assertThat(now(interactions.settle(Asks.settle(id, Asks.YES)))).isInstanceOf(SettleResult.Won.class);
        assertThat(interactions.waiters()).isZero();
    }

    private InteractionId ask(Asks asks) {
        return ((AskResult.Created) now(interactions.ask(asks.ask(), null, Duration.ZERO)))
                .interaction()
                .id();
    }

    private CompletableFuture<Optional<Interaction>> awaiting(InteractionId id) {
        return interactions.await(id, WAIT).subscribeAsCompletionStage();
    }

    private Status status(InteractionId id) {
        return now(memory.find(id)).orElseThrow().status();
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().indefinitely();
    }

    /** The memory store, with something to happen after it was read and before the reader is told. */
    private Store intercepted() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(memory, arguments);
                        return method.getName().equals("find")
                                ? ((Uni<?>) answer).invoke(() -> beforeFindAnswers.run())
                                : answer;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
