package dev.holdpoint.broker;

import static dev.holdpoint.testing.FrontDoor.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SeparateTypes;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FrontDoor;
import dev.holdpoint.testing.Interposed.Call;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One wait: its one answer, and what it does to a lease. */
class AwaitingTest {

    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofSeconds(5);
    private final RuntimeException broken = new StoreUnavailableException("the disk is gone", null);

    private final FrontDoor door = new FrontDoor();
    private final Awaiting awaiting = new Awaiting(
            door.store,
            door.deadlines,
            new Environment(
                    door.clock,
                    door.timers,
                    () -> new InteractionId(UUID.randomUUID()),
                    Asks.HOLDER,
                    new PendingLimits(100, 0),
                    SeparateTypes.NONE));

    @Test
    void aWaitThatWasOverBeforeItWasSeenToIsAnsweredAtOnce() {
        Interaction asked = asked(Asks.any());
        Waiter waiter = awaiting.join(asked.id(), WAIT);
        door.clock.advance(WAIT.plusSeconds(1));

        var answer = untilSettled(waiter, asked);
        door.timers.advance(Duration.ZERO);

        assertThat(answer).isCompletedWithValue(asked);
    }

    @Test
    void whatIsWaitedForIsHeldForTheWholeWait() {
        Interaction asked = asked(Asks.any().leased(LEASE));
        Waiter waiter = awaiting.join(asked.id(), WAIT);

        var _ = untilSettled(waiter, asked);

        assertThat(dueIn()).isEqualTo(WAIT.plus(LEASE));
        door.clock.advance(Duration.ofSeconds(3));
        awaiting.leave(waiter);
        assertThat(dueIn()).isEqualTo(LEASE);
    }

    @Test
    void whatHasNoLeaseIsNeverWrittenFor() {
        Interaction asked = asked(Asks.any());
        Waiter waiter = awaiting.join(asked.id(), WAIT);

        var _ = untilSettled(waiter, asked);
        awaiting.leave(waiter);

        assertThat(door.store.count(Call.HOLD)).isZero();
    }

    @Test
    void whoLeavesTwiceLeavesOnce() {
        Interaction asked = asked(Asks.any().leased(LEASE));
        Waiter waiter = awaiting.join(asked.id(), WAIT);
        var _ = untilSettled(waiter, asked);

        awaiting.leave(waiter);
        awaiting.leave(waiter);

        assertThat(door.store.count(Call.HOLD)).isEqualTo(2);
        assertThat(awaiting.waiters()).isZero();
    }

    @Test
    void whatSettledBeforeItsLeaseWasRenewedIsAnsweredAtOnce() {
        Interaction asked = asked(Asks.any().leased(LEASE));
        Waiter waiter = awaiting.join(asked.id(), WAIT);
        now(door.memory.settle(Caller.ANONYMOUS, Asks.settle(asked.id(), Asks.YES)));

        var answer = untilSettled(waiter, asked);

        assertThat(answer).isCompletedWithValue(door.kept(asked.id()));
        assertThat(answer.join().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void aLeaseThatCannotBeRenewedFailsTheWait() {
        Interaction asked = asked(Asks.any().leased(LEASE));
        Waiter waiter = awaiting.join(asked.id(), WAIT);
        door.store.fail(Call.HOLD, broken);

        assertThat(untilSettled(waiter, asked)).isCompletedExceptionally();
    }

    @Test
    void aLeaseThatCannotBeRenewedDoesNotKeepAnybodyFromLeaving() {
        Interaction asked = asked(Asks.any().leased(LEASE));
        Waiter waiter = awaiting.join(asked.id(), WAIT);
        var _ = untilSettled(waiter, asked);
        door.store.fail(Call.HOLD, broken);

        awaiting.leave(waiter);

        assertThat(awaiting.waiters()).isZero();
    }

    @Test
    void whoLeavesIsLetGoOfOnceTheStoreHearsOfIt() {
        // Given: the store does not hear that the last waiter left
        door.deadlines.start();
        Interaction asked = asked(Asks.any().leased(LEASE).within(Duration.ofHours(1)));
        Waiter waiter = awaiting.join(asked.id(), Duration.ofMinutes(5));
        var _ = untilSettled(waiter, asked);
        door.store.fail(Call.HOLD, broken);
        awaiting.leave(waiter);
        door.timers.advance(Duration.ofSeconds(3));
        assertThat(door.store.count(Call.HOLD)).isBetween(4, 10);

        // When
        door.store.letPass(Call.HOLD);
        door.timers.advance(Releases.PAUSE);

        // Then: a lease later it is over, not when the wait would have been
        assertThat(dueIn()).isEqualTo(LEASE);
        int holds = door.store.count(Call.HOLD);
        door.timers.advance(Duration.ofMinutes(1));
        assertThat(door.store.count(Call.HOLD)).isEqualTo(holds);
    }

    @Test
    void manyThatCouldNotBeLetGoAreLetGoInOneGo() {
        door.store.fail(Call.HOLD, broken);
        for (int i = 0; i < 50; i++) {
            Interaction asked = asked(Asks.any().in("s" + i).leased(LEASE).within(Duration.ofHours(1)));
            Waiter waiter = awaiting.join(asked.id(), WAIT);
            waiter.markLeased();
            awaiting.leave(waiter);
        }
        door.timers.advance(Duration.ofSeconds(1));
        assertThat(door.store.count(Call.HOLD)).as("one at a time is tried").isLessThan(60);

        door.store.letPass(Call.HOLD);
        door.timers.advance(Releases.PAUSE.plus(LEASE));

        assertThat(now(door.memory.statistics(new Scope.Everything())).pending())
                .isZero();
    }

    @Test
    void afterAStopNobodyIsLetGoAnyMore() {
        Interaction asked = asked(Asks.any().leased(LEASE));
        Waiter waiter = awaiting.join(asked.id(), WAIT);
        waiter.markLeased();
        door.store.fail(Call.HOLD, broken);
        awaiting.shutDown();

        awaiting.leave(waiter);
        door.timers.advance(Duration.ofMinutes(1));

        assertThat(door.store.count(Call.HOLD)).isLessThanOrEqualTo(1);
    }

    @Test
    void aWaitEndsInTimeThoughTheStoreTakesItsTime() {
        Interaction asked = asked(Asks.any().leased(LEASE));
        Waiter waiter = awaiting.join(asked.id(), WAIT);
        var _ = door.store.holdBack(Call.HOLD);

        var answer = untilSettled(waiter, asked);
        door.timers.advance(WAIT);

        assertThat(answer).isCompletedWithValue(asked);
    }

    @Test
    void aRenewedLeaseIsADeadlineToo() {
        door.deadlines.start();
        Interaction asked = asked(Asks.any().leased(LEASE).within(Duration.ofHours(1)));
        door.memory.subscribe((events, isOwn) -> {});
        Waiter waiter = awaiting.join(asked.id(), WAIT);
        var _ = untilSettled(waiter, asked);
        awaiting.leave(waiter);

        door.timers.advance(LEASE.minusMillis(1));
        assertThat(door.status(asked.id())).isEqualTo(Status.PENDING);
        door.timers.advance(Duration.ofMillis(1));
        assertThat(door.status(asked.id())).isEqualTo(Status.CANCELLED);
    }

    @Test
    void afterAStopEveryWaitFails() {
        Interaction asked = asked(Asks.any());
        Waiter before = awaiting.join(asked.id(), WAIT);
        var first = untilSettled(before, asked);

        awaiting.shutDown();

        assertThat(first).isCompletedExceptionally();
        assertThat(untilSettled(awaiting.join(asked.id(), WAIT), asked)).isCompletedExceptionally();
        assertThat(door.timers.armed()).as("the deadline alone").isEqualTo(1);
    }

    private Interaction asked(Asks asks) {
        var made = asks.made();
        now(door.memory.create(Caller.ANONYMOUS, made));
        return door.kept(made.id());
    }

    /** The settlement; what was asked, still pending, where the wait is over. */
    private CompletableFuture<Interaction> untilSettled(Waiter waiter, Interaction asked) {
        var settled =
                asked.ask().lease() == null ? awaiting.untilSettled(waiter) : awaiting.untilSettledWithLease(waiter);
        return settled.map(answer -> answer.orElse(asked)).subscribeAsCompletionStage();
    }

    private Duration dueIn() {
        return now(door.memory.expire(1)).next().orElseThrow();
    }
}
