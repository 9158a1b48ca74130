package dev.holdpoint.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.FakeTimers;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The front door on a clock that is handed in: waits, leases and who is told what. */
class BrokerTest {

    private static final Caller NOBODY = Caller.ANONYMOUS;
    private static final Scope ALL = new Scope.Everything();
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofSeconds(5);

    private final FakeClock clock = new FakeClock();
    private final FakeTimers timers = new FakeTimers(clock);
    private final MemoryStore memory = new MemoryStore(clock);
    private final Told told = new Told();
    private Runnable beforeFindAnswers = () -> {};
    private final Store store = new Intercepted();
    private final Deadlines deadlines = new Deadlines(store, clock, timers);
    private final Broker broker = new Broker(
            store,
            memory,
            memory,
            deadlines,
            new NoSchemas(),
            told,
            new Environment(
                    clock, timers, () -> new InteractionId(UUID.randomUUID()), Runnable::run, Asks.HOLDER, 100));

    private static final class Told implements Announcer {
        private final List<InteractionEvent> events = new ArrayList<>();
        private final List<SettleResult> attempts = new ArrayList<>();

        @Override
        public void announce(List<InteractionEvent> news) {
            events.addAll(news);
        }

        @Override
        public void announce(Caller caller, Attempt attempt, SettleResult result) {
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
        beforeFindAnswers = () -> {
            beforeFindAnswers = () -> {};
            now(memory.settle(NOBODY, Asks.settle(id, Asks.NO)));
        };

        // When
        var answer = awaiting(id);

        // Then
        assertThat(answer.join()).map(Interaction::status).contains(Status.REJECTED);
        assertThat(broker.waiters()).isZero();
    }

    @Test
    void aFailedReadTakesTheWaiterOut() {
        var id = ask(Asks.any());
        beforeFindAnswers = () -> {
            throw new StoreUnavailableException("the disk is gone", null);
        };
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
        return ((AskResult.Created) now(broker.asking().ask(NOBODY, asks.ask(), null, Duration.ZERO)))
                .interaction()
                .id();
    }

    private CompletableFuture<Optional<Interaction>> awaiting(InteractionId id) {
        return broker.reading().await(NOBODY, id, WAIT).subscribeAsCompletionStage();
    }

    private Status status(InteractionId id) {
        return now(memory.find(ALL, id)).orElseThrow().status();
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().indefinitely();
    }

    /** The memory store, with something to happen after it was read and before the reader is told. */
    private final class Intercepted implements Store {
        @Override
        public Uni<Optional<Interaction>> find(Scope scope, InteractionId id) {
            return memory.find(scope, id).invoke(() -> beforeFindAnswers.run());
        }

        @Override
        public Uni<CreateResult> create(Caller caller, NewInteraction interaction) {
            return memory.create(caller, interaction);
        }

        @Override
        public Uni<SettleResult> settle(Caller caller, CheckedAttempt attempt) {
            return memory.settle(caller, attempt);
        }

        @Override
        public Uni<Optional<Held>> hold(InteractionId id, Supplier<Hold> hold) {
            return memory.hold(id, hold);
        }

        @Override
        public Uni<Integer> cancelSession(Caller caller, SessionId session, String reason) {
            return memory.cancelSession(caller, session, reason);
        }

        @Override
        public Uni<Sweep> expire(int limit) {
            return memory.expire(limit);
        }

        @Override
        public Uni<Optional<Idempotency>> findKey(Caller caller, String key) {
            return memory.findKey(caller, key);
        }

        @Override
        public Uni<Optional<Requirement>> requirement(InteractionId id) {
            return memory.requirement(id);
        }
    }
}
