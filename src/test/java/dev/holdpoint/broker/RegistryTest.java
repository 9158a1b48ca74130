package dev.holdpoint.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.testing.Asks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:15:30Z");

    private final Registry registry = new Registry();

    /** The ways to settle that the replaced manager had. */
    @SuppressWarnings("ImmutableEnumChecker") // settlements are records of values
    enum Way {
        RESOLVE(Origin.RESPONDER, new Outcome.Resolved(new Json("1"), null)),
        REJECT(Origin.RESPONDER, new Outcome.Rejected("no")),
        TIMEOUT(Origin.TIMEOUT, new Outcome.Expired());

        private final Settlement settlement;

        Way(Origin origin, Outcome outcome) {
            this.settlement = new Settlement(NOW, origin, null, outcome);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void settleRemovesTheEntryBeforeItCallsBack(Way way) {
        // Given
        Interaction pending = pending();
        Waiter waiter = registry.join(pending.id(), NOW);
        var seenInCallback = new AtomicInteger(-1);
        var secondDelivery = new CompletableFuture<Boolean>();
        var _ = waiter.answer().thenAccept(settled -> {
            seenInCallback.set(registry.waiters());
            secondDelivery.complete(registry.deliver(settled));
        });

        // When
        boolean isFirst = registry.deliver(pending.settledAs(way.settlement));

        // Then
        assertThat(isFirst).isTrue();
        assertThat(seenInCallback).hasValue(0);
        assertThat(secondDelivery).isCompletedWithValue(false);
    }

    @Test
    void concurrentDeliveriesEmitExactlyOnce() throws InterruptedException {
        for (int iteration = 0; iteration < 2_000; iteration++) {
            // Given
            Interaction pending = pending();
            Waiter waiter = registry.join(pending.id(), NOW);
            var emitted = new ConcurrentLinkedQueue<Interaction>();
            var _ = waiter.answer().thenAccept(emitted::add);
            var wins = new AtomicInteger();
            var gate = new CountDownLatch(1);
            List<Thread> threads = new ArrayList<>();
            for (Way way : Way.values()) {
                Interaction settled = pending.settledAs(way.settlement);
                threads.add(Thread.ofVirtual().start(() -> {
                    await(gate);
                    if (registry.deliver(settled)) {
                        wins.incrementAndGet();
                    }
                }));
            }

            // When
            gate.countDown();
            for (Thread thread : threads) {
                thread.join();
            }

            // Then
            assertThat(wins).as("iteration %d", iteration).hasValue(1);
            assertThat(emitted).as("iteration %d", iteration).hasSize(1);
        }
    }

    @Test
    void failingCallbacksCorruptNothing() {
        // Given
        Interaction pending = pending();
        Waiter failing = registry.join(pending.id(), NOW);
        Waiter other = registry.join(pending.id(), NOW);
        var failed = failing.answer().thenAccept(settled -> {
            throw new IllegalStateException("a callback that fails");
        });

        // When
        Interaction settled = pending.settledAs(Way.RESOLVE.settlement);
        registry.deliver(settled);

        // Then
        assertThat(failed).isCompletedExceptionally();
        assertThat(other.answer()).isCompletedWithValue(settled);
        assertThat(registry.waiters()).isZero();
        assertThat(registry.deliver(settled)).isFalse();
    }

    @Test
    void whoJoinsAfterADeliveryIsNotToldByIt() {
        Interaction pending = pending();
        registry.join(pending.id(), NOW);
        registry.deliver(pending.settledAs(Way.REJECT.settlement));
        Waiter late = registry.join(pending.id(), NOW);
        assertThat(late.answer()).isNotDone();
        assertThat(registry.waiters()).isEqualTo(1);
    }

    @Test
    void leavingSaysWhetherThisCallLeft() {
        Interaction pending = pending();
        Waiter waiter = registry.join(pending.id(), NOW);
        assertThat(registry.leave(waiter)).isTrue();
        assertThat(registry.leave(waiter)).isFalse();
        assertThat(registry.deliver(pending.settledAs(Way.REJECT.settlement))).isFalse();
    }

    @Test
    void anInteractionIsHeldUntilTheLastWaitIsOver() {
        Interaction pending = pending();
        registry.join(pending.id(), NOW.plusSeconds(5));
        Waiter longest = registry.join(pending.id(), NOW.plusSeconds(9));
        assertThat(registry.heldFor(pending.id(), NOW)).isEqualTo(Duration.ofSeconds(9));
        registry.leave(longest);
        assertThat(registry.heldFor(pending.id(), NOW)).isEqualTo(Duration.ofSeconds(5));
        assertThat(registry.heldFor(pending.id(), NOW.plusSeconds(6))).isZero();
    }

    @Test
    void abandoningFailsEveryWaiterOnce() {
        Waiter one = registry.join(pending().id(), NOW);
        Waiter two = registry.join(pending().id(), NOW);
        registry.abandonAll(new IllegalStateException("over"));
        assertThat(one.answer()).isCompletedExceptionally();
        assertThat(two.answer()).isCompletedExceptionally();
        assertThat(registry.waiters()).isZero();
    }

    @Test
    void whoLeftIsNotCountedNorAnswered() {
        Interaction pending = pending();
        Waiter gone = registry.join(pending.id(), NOW);
        Waiter stays = registry.join(pending.id(), NOW);

        registry.leave(gone);
        assertThat(registry.waiters()).isEqualTo(1);
        assertThat(registry.leave(gone)).as("it left before").isFalse();
        assertThat(registry.waiters()).isEqualTo(1);
        registry.deliver(pending.settledAs(Way.REJECT.settlement));

        assertThat(gone.answer()).isNotDone();
        assertThat(stays.answer()).isDone();
        assertThat(registry.leave(stays)).as("it was answered").isFalse();
        assertThat(registry.waiters()).isZero();
    }

    @Test
    void aHoldIsNeverOfLessThanNothing() {
        assertThatThrownBy(() -> new Hold("one", Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-0.001S");
        assertThat(new Hold("one", Duration.ZERO).lasts()).isZero();
    }

    @Test
    void whatIsSettledIsKeptAsLongAsItsEvents() {
        var day = Duration.ofDays(1);

        assertThat(new Retention(day, day).settled()).isEqualTo(day);
        assertThatThrownBy(() -> new Retention(day.minusMillis(1), day))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holdpoint.retention.settled");
    }

    static Interaction pending() {
        var made = Asks.any().made();
        return new Interaction(made.id(), Tenant.DEFAULT, made.ask(), NOW, null, null, null);
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
