package dev.holdpoint.broker;

import static dev.holdpoint.testing.FrontDoor.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeCheck;
import dev.holdpoint.testing.FrontDoor;
import dev.holdpoint.testing.Interposed.Call;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Settling by the front door: what is checked before, and who is told after. */
class SettlingTest {

    private static final Caller NOBODY = Caller.ANONYMOUS;
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final FrontDoor door = new FrontDoor();
    private final Settling settling = door.broker.settling();

    @Test
    void aWrongResponseSettlesNothingAndIsNotAnnounced() {
        var id = door.ask(Asks.any().schema(FakeCheck.ONLY_YES));

        assertThat(resolve(id, FakeCheck.NO)).isEqualTo(new SettleResult.Invalid(FakeCheck.NOT_YES));
        assertThat(door.status(id)).isEqualTo(Status.PENDING);
        assertThat(door.told.attempts).isEmpty();
        assertThat(resolve(id, FakeCheck.YES)).isInstanceOf(SettleResult.Won.class);
    }

    /** It is remembered from the ask on, and read from the store where it is not. */
    @Test
    void aResponseIsCheckedWhereverItsSchemaIsKnownFrom() {
        var remembered = door.ask(Asks.any().schema(FakeCheck.ONLY_YES));
        var forgotten = Asks.any().schema(FakeCheck.ONLY_YES).made();
        door.memory.subscribe((events, isOwn) -> {});
        now(door.memory.create(NOBODY, forgotten));

        assertThat(resolve(remembered, FakeCheck.NO)).isInstanceOf(SettleResult.Invalid.class);
        assertThat(door.store.count(Call.REQUIREMENT)).isZero();
        assertThat(resolve(forgotten.id(), FakeCheck.NO)).isInstanceOf(SettleResult.Invalid.class);
        assertThat(door.store.count(Call.REQUIREMENT)).isEqualTo(1);
    }

    @Test
    void aWrongResponseThatLostIsToldThatItLost() {
        // Given
        var id = door.ask(Asks.any().schema(FakeCheck.ONLY_YES));
        resolve(id, FakeCheck.YES);

        // When
        SettleResult late = resolve(id, FakeCheck.NO);

        // Then
        assertThat(late).isEqualTo(new SettleResult.Lost(door.kept(id)));
        assertThat(door.told.attempts).containsExactly(late);
    }

    @Test
    void aResponseThatCannotBeCheckedSettlesNothing() {
        var endless = door.ask(Asks.any().schema(FakeCheck.ENDLESS));

        assertThat(resolve(endless, FakeCheck.YES)).isEqualTo(new SettleResult.Invalid(FakeCheck.TOO_COMPLEX));
        assertThat(door.status(endless)).isEqualTo(Status.PENDING);
    }

    @Test
    void whereResponsesCannotBeCheckedForNowNothingIsSettled() {
        var busy = Asks.any().schema(FakeCheck.BUSY).made();
        now(door.memory.create(NOBODY, busy));

        assertThatThrownBy(() -> resolve(busy.id(), FakeCheck.YES)).isInstanceOf(OverloadedException.class);
        assertThat(door.status(busy.id())).isEqualTo(Status.PENDING);
    }

    @Test
    void onlyAnAnswerIsHeldAgainstTheSchema() {
        var rejected = door.ask(Asks.any().schema(FakeCheck.ONLY_YES));
        var withdrawn = door.ask(Asks.any().schema(FakeCheck.ONLY_YES));

        assertThat(door.settle(Asks.attempt(rejected, Asks.NO))).isInstanceOf(SettleResult.Won.class);
        assertThat(door.settle(Asks.attempt(withdrawn, new Decision.Cancel(null))))
                .isInstanceOf(SettleResult.Won.class);
        assertThat(now(CheckedAttempt.by(new FakeCheck(), FakeCheck.ONLY_YES, Asks.attempt(rejected, Asks.NO)))
                        .result())
                .isEqualTo(CheckResult.passed());
    }

    @Test
    void whatWasNeverAskedIsUnknown() {
        assertThat(resolve(new InteractionId(UUID.randomUUID()), FakeCheck.YES)).isEqualTo(new SettleResult.Unknown());
        assertThat(door.store.count(Call.SETTLE)).isZero();
    }

    /** What is cached is a copy of what is pending: it takes room. */
    @Test
    void whatIsSettledIsNotRemembered() {
        var id = door.ask(Asks.any());
        resolve(id, FakeCheck.YES);

        resolve(id, FakeCheck.YES);
        assertThat(door.store.count(Call.REQUIREMENT)).isEqualTo(1);
    }

    @Test
    void nobodyIsToldWhileTheStoreHasNotAnswered() {
        // Given
        var id = door.ask(Asks.any());
        var waiter = door.await(id, WAIT);
        door.memory.subscribe((events, isOwn) -> {});
        var release = door.store.holdBack(Call.SETTLE);

        // When
        var won = settling.settle(NOBODY, Asks.attempt(id, Asks.YES)).subscribeAsCompletionStage();
        var lost = settling.settle(NOBODY, Asks.attempt(id, Asks.NO)).subscribeAsCompletionStage();

        // Then
        assertThat(won).isNotDone();
        assertThat(lost).isNotDone();
        assertThat(waiter).isNotDone();
        assertThat(door.told.attempts).isEmpty();
        release.complete(null);
        assertThat(won).isCompletedWithValue(new SettleResult.Won(door.kept(id)));
        assertThat(lost).isCompletedWithValue(new SettleResult.Lost(door.kept(id)));
        assertThat(waiter.join()).contains(door.kept(id));
        assertThat(door.told.attempts).hasSize(1);
    }

    @Test
    void whoWaitsHearsOfASettlementFromWhoeverHeardOfItFirst() {
        // Given: news is told to nobody
        var won = door.ask(Asks.any());
        var repeated = door.ask(Asks.any());
        var lost = door.ask(Asks.any());
        door.memory.subscribe((events, isOwn) -> {});
        var attempt = new Attempt(repeated, Asks.YES, null, new Idempotency("k", "f"));
        now(door.memory.settle(NOBODY, Asks.checked(attempt)));
        now(door.memory.settle(NOBODY, Asks.settle(lost, Asks.YES)));

        for (Attempt each : List.of(Asks.attempt(won, Asks.YES), attempt, Asks.attempt(lost, Asks.NO))) {
            var read = door.store.holdBack(Call.FIND);
            var waiter = door.await(each.id(), WAIT);

            // When
            door.settle(each);

            // Then
            assertThat(door.broker.waiters()).as("%s", each).isZero();
            read.complete(null);
            assertThat(waiter.join()).as("%s", each).contains(door.kept(each.id()));
        }
    }

    @Test
    void strangersAndReusedKeysAreAnnounced() {
        var id = door.ask(Asks.any());
        var stranger = new Attempt(id, Asks.NO, new SessionId("another"), null);
        var winner = new Attempt(id, Asks.NO, null, new Idempotency("k", "this"));
        var reused = new Attempt(id, Asks.NO, null, new Idempotency("k", "that"));

        SettleResult refused = door.settle(stranger);
        SettleResult won = door.settle(winner);
        SettleResult again = door.settle(winner);
        SettleResult wrong = door.settle(reused);

        assertThat(won).isInstanceOf(SettleResult.Won.class);
        assertThat(again).isEqualTo(new SettleResult.Replayed(door.kept(id)));
        assertThat(door.told.attempts).containsExactly(refused, wrong);
    }

    @Test
    void aRemovedSessionIsCancelledAndWhoWaitsIsTold() {
        var id = door.ask(Asks.any());
        var waiter = door.await(id, WAIT);

        assertThat(now(settling.removeSession(NOBODY, new SessionId("session"))))
                .isEqualTo(1);
        Settlement settlement = door.kept(id).settlement();
        assertThat(settlement.origin()).isEqualTo(Origin.SESSION);
        assertThat(settlement.reason()).isEqualTo("Session removed");
        assertThat(waiter.join()).contains(door.kept(id));
    }

    @Test
    void anAttemptIsAsLargeAsItsResponseInBytes() {
        var id = new InteractionId(UUID.randomUUID());

        assertThat(Asks.attempt(id, new Decision.Resolve(new Json("\"\u4e2d\""), "a reason"))
                        .size())
                .isEqualTo(5);
        assertThat(Asks.attempt(id, new Decision.Reject("a reason")).size()).isZero();
    }

    private SettleResult resolve(InteractionId id, Json response) {
        return door.settle(Asks.attempt(id, new Decision.Resolve(response, null)));
    }
}
