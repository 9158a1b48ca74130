package dev.holdpoint.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.Attempt;
import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.broker.CheckedAttempt;
import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.Hold;
import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.broker.Requirement;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.SettleResult.Refusal;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Separation;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.testing.Asks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Asking and settling: one winner, and everybody else learns of it. */
class SettlingTest extends StoreContract {

    private static final CheckResult.Violated WRONG = new CheckResult.Violated(List.of(new Violation("", "wrong")));

    @Test
    void whatWasAskedIsFoundAsItWasAsked() {
        NewInteraction asked = new Asks(Asks.any()
                        .ask()
                        .withOnExpiry(new OnExpiry.Resolve(new Json("\"a\\u0000b \ud83d\ude00\"")))
                        .withResponseSchema(new Json("{\"type\":\"string\"}"))
                        .withMetadata(new Json("{\"a\":[1.0,1E2]}"))
                        .withLease(Duration.ofSeconds(3))
                        .withSeparation(Separation.YES))
                .made();
        var made = (CreateResult.Made) get(store.create(ANNA, asked));
        assertThat(found(asked.id())).isEqualTo(made.interaction());
        assertThat(made.interaction().ask()).isEqualTo(asked.ask());
        assertThat(made.interaction().requestedAt()).isEqualTo(clock.instant());
        assertThat(made.interaction().requestedBy()).isEqualTo(ANNA.identity());
        assertThat(made.dueIn()).isEqualTo(asked.ask().timeout());
    }

    @Test
    void anUnknownInteractionIsUnknown() {
        var nobody = new InteractionId(UUID.randomUUID());
        assertThat(get(store.find(ALL, nobody))).isEmpty();
        assertThat(settle(nobody, Asks.YES)).isEqualTo(new SettleResult.Unknown());
        assertThat(get(store.hold(nobody, () -> new Hold(Asks.HOLDER, Duration.ZERO))))
                .isEmpty();
        assertThat(get(store.requirement(nobody))).isEmpty();
    }

    @Test
    void settlingTwiceReturnsTheFirstSettlement() {
        var id = create(Asks.any()).id();
        SettleResult first = settle(id, Asks.YES);
        clock.advance(Duration.ofSeconds(1));
        SettleResult second = settle(id, Asks.NO);
        assertThat(first)
                .isInstanceOfSatisfying(
                        SettleResult.Won.class,
                        won -> assertThat(second).isEqualTo(new SettleResult.Lost(won.interaction())));
        assertThat(found(id).status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void eachDecisionBecomesItsSettlementWithWhoDecided() {
        var decisions = List.of(
                new Decision.Resolve(new Json("null"), "because"),
                new Decision.Resolve(new Json("[1.50,\"\\u0000\"]"), null),
                new Decision.Reject(null),
                new Decision.Cancel("not needed"));
        for (Decision decision : decisions) {
            for (var caller : List.of(NOBODY, ANNA, BOT)) {
                Interaction asked = create(Asks.any());
                get(store.settle(caller, Asks.settle(asked.id(), decision)));
                assertThat(settlement(asked)).isEqualTo(decision.settlement(clock.instant(), caller));
                assertThat(settlement(asked).by()).isEqualTo(caller.identity());
            }
        }
    }

    @Test
    void concurrentSettlementsHaveOneWinnerAndTheRestLearnOfIt() throws InterruptedException {
        for (int iteration = 0; iteration < 50; iteration++) {
            var id = create(Asks.any()).id();
            var results = new ConcurrentLinkedQueue<SettleResult>();
            var gate = new CountDownLatch(1);
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 8; i++) {
                Decision decision = new Decision.Resolve(new Json(Integer.toString(i)), null);
                threads.add(Thread.ofPlatform().start(() -> {
                    await(gate);
                    results.add(settle(id, decision));
                }));
            }
            gate.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            Interaction winner = found(id);
            assertThat(results).as("iteration %d", iteration).hasSize(8);
            assertThat(results.stream().filter(SettleResult.Won.class::isInstance))
                    .as("iteration %d", iteration)
                    .containsExactly(new SettleResult.Won(winner));
            assertThat(results.stream().filter(SettleResult.Lost.class::isInstance))
                    .as("iteration %d", iteration)
                    .hasSize(7)
                    .containsOnly(new SettleResult.Lost(winner));
        }
    }

    @Test
    void anotherSessionMayNotSettle() {
        Interaction interaction = create(Asks.any());
        var stranger = Asks.checked(new Attempt(interaction.id(), Asks.YES, new SessionId("other"), null));
        assertThat(get(store.settle(NOBODY, stranger)))
                .isEqualTo(new SettleResult.Refused(Refusal.WRONG_SESSION, SESSION));
        assertThat(found(interaction.id())).isEqualTo(interaction);
        settle(interaction.id(), Asks.YES);
        assertThat(get(store.settle(NOBODY, stranger))).isInstanceOf(SettleResult.Refused.class);
    }

    @Test
    void aResponseWithWhichSomethingIsWrongSettlesNothing() {
        Interaction asked = create(Asks.any());
        var wrong = new CheckedAttempt(Asks.attempt(asked.id(), Asks.YES), WRONG);
        var stranger = new CheckedAttempt(new Attempt(asked.id(), Asks.YES, new SessionId("other"), null), WRONG);
        assertThat(get(store.settle(NOBODY, wrong))).isEqualTo(new SettleResult.Invalid(WRONG));
        assertThat(found(asked.id()).isPending()).isTrue();
        assertThat(get(store.settle(NOBODY, stranger))).isInstanceOf(SettleResult.Refused.class);
        settle(asked.id(), Asks.NO);
        assertThat(get(store.settle(NOBODY, wrong))).isInstanceOf(SettleResult.Lost.class);
    }

    @Test
    void aWrongResponseThatComesTooLateIsToldThatItLost() {
        Interaction asked = create(Asks.any());
        clock.advance(Duration.ofMinutes(1));
        assertThat(get(store.settle(NOBODY, new CheckedAttempt(Asks.attempt(asked.id(), Asks.YES), WRONG))))
                .isInstanceOfSatisfying(
                        SettleResult.Lost.class,
                        lost -> assertThat(lost.interaction().status()).isEqualTo(Status.EXPIRED));
    }

    @Test
    void whatAResponseMustSatisfyIsKnownWithoutTheRest() {
        var schema = new Json("{\"type\":\"object\"}");
        Interaction asked = ((CreateResult.Made)
                        get(store.create(BOT, Asks.any().schema(schema).made())))
                .interaction();
        Interaction plain = create(Asks.any());
        assertThat(get(store.requirement(asked.id()))).contains(Requirement.of(asked));
        assertThat(get(store.requirement(plain.id()))).contains(Requirement.of(plain));
    }

    @Test
    void removingASessionCancelsWhatIsPendingThere() {
        var mine = create(Asks.any());
        var due = create(Asks.any().within(Duration.ofSeconds(1)));
        var other = create(Asks.any().in("other"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(get(store.cancelSession(ANNA, SESSION, "gone"))).isEqualTo(1);
        assertThat(get(store.cancelSession(ANNA, SESSION, "gone"))).isZero();
        assertThat(settlement(mine))
                .isEqualTo(new Settlement(
                        clock.instant(), Origin.SESSION, ANNA.identity(), new Outcome.Cancelled("gone")));
        assertThat(settlement(due).outcome()).isEqualTo(new Outcome.Expired());
        assertThat(found(other.id()).isPending()).isTrue();
    }

    @Test
    void aClockThatIsSetBackSettlesNothingBeforeItWasAsked() {
        var interaction = create(Asks.any());
        clock.advance(Duration.ofHours(-1));
        settle(interaction.id(), Asks.YES);
        assertThat(settlement(interaction).at()).isEqualTo(interaction.requestedAt());
    }

    @Test
    void nothingOfATenantIsSeenOrSettledFromAnother() {
        var asked = create(Asks.any());
        Scope elsewhere = STRANGER.scope();
        assertThat(get(store.find(elsewhere, asked.id()))).isEmpty();
        assertThat(get(store.settle(STRANGER, Asks.settle(asked.id(), Asks.YES))))
                .isEqualTo(new SettleResult.Unknown());
        assertThat(get(store.cancelSession(STRANGER, SESSION, "gone"))).isZero();
        assertThat(found(asked.id())).isEqualTo(asked);
        assertThat(get(store.create(STRANGER, Asks.any().made(null, Duration.ZERO, 1))))
                .as("the cap is the tenant's own")
                .isInstanceOf(CreateResult.Made.class);
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
