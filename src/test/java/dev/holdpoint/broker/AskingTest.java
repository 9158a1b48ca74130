package dev.holdpoint.broker;

import static dev.holdpoint.testing.FrontDoor.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeCheck;
import dev.holdpoint.testing.FrontDoor;
import dev.holdpoint.testing.Interposed.Call;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of an ask before and after the store has it. */
class AskingTest {

    private static final Caller NOBODY = Caller.ANONYMOUS;
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Idempotency KEY = new Idempotency("k", "this");
    private static final Idempotency OTHERWISE = new Idempotency("k", "that");

    private final FrontDoor door = new FrontDoor();
    private final Asking asking = door.broker.asking();

    @Test
    void whatCannotBeAskedIsToldAndNotKept() {
        Ask tooShort = Asks.any().within(Duration.ofMillis(1)).ask();

        assertThat(ask(tooShort, KEY))
                .isInstanceOfSatisfying(
                        AskResult.Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .singleElement()
                                .satisfies(violation ->
                                        assertThat(violation.pointer()).isEqualTo("/timeout")));
        assertThat(door.store.count(Call.CREATE)).isZero();
    }

    @Test
    void aWellKnownTypeIsAskedWithItsSchema() {
        Interaction asked = created(ask(Asks.any().ofType("permission").ask(), null));

        assertThat(asked.ask().responseSchema()).isEqualTo(FakeCheck.ONLY_YES);
        assertThat(created(ask(Asks.any().ask(), null)).ask().responseSchema()).isNull();
    }

    @Test
    void whoAsksAgainWithAKeyIsOneWaiter() {
        var first = asking.ask(NOBODY, Asks.any().ask(), KEY, WAIT).subscribeAsCompletionStage();
        assertThat(door.broker.waiters()).isEqualTo(1);

        var again = asking.ask(NOBODY, Asks.any().ask(), KEY, WAIT).subscribeAsCompletionStage();

        assertThat(door.broker.waiters()).isEqualTo(2);
        assertThat(door.store.count(Call.HOLD)).isZero();
        door.timers.advance(WAIT);
        assertThat(first).isCompleted();
        assertThat(again).isCompleted();
        assertThat(door.broker.waiters()).isZero();
    }

    @Test
    void aSchemaOfTheAskersTakesThePlaceOfTheBuiltInOne() {
        var own = new Json("{\"const\":\"no\"}");

        Interaction asked =
                created(ask(Asks.any().ofType("permission").schema(own).ask(), null));

        assertThat(asked.ask().responseSchema()).isEqualTo(own);
    }

    @Test
    void whatIsNoSchemaIsRefused() {
        assertThat(ask(Asks.any().schema(FakeCheck.NONE).ask(), null))
                .isEqualTo(new AskResult.InvalidSchema(FakeCheck.NO_SCHEMA));
        assertThat(door.store.count(Call.CREATE)).isZero();
        assertThat(door.store.count(Call.FIND_KEY)).isZero();
    }

    @Test
    void aSchemaThatADefaultCannotBeCheckedByIsRefused() {
        Asks asks = Asks.any().schema(FakeCheck.ENDLESS).otherwise(new OnExpiry.Resolve(FakeCheck.YES));

        assertThat(ask(asks.ask(), null)).isEqualTo(new AskResult.InvalidSchema(FakeCheck.TOO_COMPLEX));
        assertThat(door.store.count(Call.CREATE)).isZero();
    }

    @Test
    void whereSchemasCannotBeCheckedForNowNothingIsAsked() {
        assertThatThrownBy(() -> ask(Asks.any().schema(FakeCheck.BUSY).ask(), KEY))
                .isInstanceOf(OverloadedException.class);
        assertThat(door.store.count(Call.CREATE)).isZero();
    }

    @Test
    void aDefaultThatFailsTheSchemaIsRefused() {
        Asks asks = Asks.any().schema(FakeCheck.ONLY_YES);

        assertThat(ask(asks.otherwise(new OnExpiry.Resolve(FakeCheck.NO)).ask(), KEY))
                .isEqualTo(new AskResult.InvalidDefault(FakeCheck.NOT_YES));
        assertThat(door.store.count(Call.CREATE)).isZero();
        assertThat(ask(asks.otherwise(new OnExpiry.Resolve(FakeCheck.YES)).ask(), null))
                .isInstanceOf(AskResult.Created.class);
        assertThat(ask(asks.otherwise(new OnExpiry.Reject("no")).ask(), null)).isInstanceOf(AskResult.Created.class);
    }

    @Test
    void aReusedKeyIsToldBeforeASchemaThatIsNone() {
        // Given
        ask(Asks.any().ask(), KEY);
        Ask wrong = Asks.any().schema(FakeCheck.NONE).ask();

        // Then
        assertThat(ask(wrong, OTHERWISE)).isEqualTo(new AskResult.KeyReused());
        assertThat(ask(wrong, KEY)).isInstanceOf(AskResult.InvalidSchema.class);
        assertThat(ask(wrong, new Idempotency("unused", "this"))).isInstanceOf(AskResult.InvalidSchema.class);
    }

    @Test
    void theStoresAnswersAreTheAskers() {
        Interaction first = created(ask(Asks.any().ask(), KEY));

        assertThat(ask(Asks.any().ask(), KEY)).isEqualTo(new AskResult.Replayed(first));
        assertThat(ask(Asks.any().ask(), OTHERWISE)).isEqualTo(new AskResult.KeyReused());
        for (int i = 1; i < FrontDoor.PENDING_LIMIT; i++) {
            created(ask(Asks.any().ask(), null));
        }
        assertThat(ask(Asks.any().ask(), null))
                .isEqualTo(new AskResult.TooManyPending(PendingLimits.Full.SESSION, FrontDoor.PENDING_LIMIT));
    }

    @Test
    void whoIsRefusedWaitsForNothing() {
        ask(Asks.any().ask(), KEY);

        var refused = waiting(Asks.any().ask(), OTHERWISE);

        assertThat(refused).isCompletedWithValue(new AskResult.KeyReused());
        assertThat(door.broker.waiters()).isZero();
    }

    @Test
    void whoAsksAgainAwaitsWhatWasAskedBefore() {
        // Given
        Interaction first = created(ask(Asks.any().ask(), KEY));

        // When
        var again = waiting(Asks.any().ask(), KEY);
        assertThat(again).isNotDone();
        door.settle(Asks.attempt(first.id(), Asks.YES));

        // Then
        assertThat(again).isCompletedWithValue(new AskResult.Replayed(door.kept(first.id())));
        assertThat(door.broker.waiters()).isZero();
    }

    @Test
    void aWaitThatIsOverTellsWhatIsStillPending() {
        var answer = waiting(Asks.any().ask(), null);

        door.timers.advance(WAIT.minusMillis(1));
        assertThat(answer).isNotDone();
        door.timers.advance(Duration.ofMillis(1));

        assertThat(created(answer.join()).status()).isEqualTo(Status.PENDING);
    }

    @Test
    void aDeadlineIsLearnedAlsoWhereTheNewsOfItIsLate() {
        // Given: news is told to nobody
        door.memory.subscribe((events, isOwn) -> {});
        door.deadlines.start();

        // When
        var id = door.ask(Asks.any().within(Duration.ofSeconds(2)));
        door.timers.advance(Duration.ofSeconds(2));

        // Then
        assertThat(door.status(id)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void anAskThatFailsLeavesNoWaiter() {
        door.store.fail(Call.CREATE, new StoreUnavailableException("the disk is gone", null));

        assertThatThrownBy(() -> waiting(Asks.any().ask(), null).join())
                .hasCauseInstanceOf(StoreUnavailableException.class);
        assertThat(door.broker.waiters()).isZero();
    }

    @Test
    void whoAwaitsWhileTheProcessEndsIsToldWhatItAsked() {
        var first = waiting(Asks.any().ask(), KEY);
        var again = waiting(Asks.any().ask(), KEY);
        var id = door.told.events.getFirst().interaction().id();

        door.broker.shutDown();

        assertThat(first)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .satisfies(failure -> assertThat(((ShuttingDownException) failure.getCause()).interaction())
                        .contains(door.kept(id)));
        assertThat(again)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .satisfies(failure -> assertThat(((ShuttingDownException) failure.getCause()).interaction())
                        .contains(door.kept(id)));
        assertThat(door.broker.isShuttingDown()).isTrue();
    }

    @Test
    void whoComesTooLateIsToldOfNothing() {
        assertThat(door.broker.isShuttingDown()).isFalse();

        door.broker.shutDown();

        assertThatThrownBy(() -> ask(Asks.any().ask(), null))
                .isInstanceOfSatisfying(
                        ShuttingDownException.class,
                        refusal -> assertThat(refusal.interaction()).isEmpty());
        assertThat(door.store.count(Call.CREATE)).isZero();
    }

    private AskResult ask(Ask ask, Idempotency key) {
        return now(asking.ask(NOBODY, ask, key, Duration.ZERO));
    }

    private CompletableFuture<AskResult> waiting(Ask ask, Idempotency key) {
        return asking.ask(NOBODY, ask, key, WAIT).subscribeAsCompletionStage();
    }

    private static Interaction created(AskResult result) {
        return ((AskResult.Created) result).interaction();
    }
}
