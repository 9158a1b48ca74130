package dev.holdpoint.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.Attempt;
import dev.holdpoint.broker.CheckedAttempt;
import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.PendingLimits;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.SettleResult.Refusal;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.testing.Asks;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Idempotency keys and the cap of a session. */
class KeysTest extends StoreContract {

    private static final Idempotency KEY = new Idempotency("k", "f");

    @Test
    void theWinnerIsToldAgainThatItWon() {
        var id = create(Asks.any()).id();
        var winner = attempt(id, Asks.YES, "k", "yes");
        assertThat(get(store.settle(ANNA, winner))).isInstanceOf(SettleResult.Won.class);
        assertThat(get(store.settle(ANNA, winner))).isEqualTo(new SettleResult.Replayed(found(id)));
        assertThat(get(store.settle(ANNA, attempt(id, Asks.NO, "k", "no"))))
                .isEqualTo(new SettleResult.Refused(Refusal.KEY_REUSED, SESSION));
        assertThat(get(store.settle(ANNA, attempt(id, Asks.YES, "other", "yes"))))
                .isInstanceOf(SettleResult.Lost.class);
    }

    @Test
    void theWinnersKeyIsOfNoUseToAnotherCaller() {
        var id = create(Asks.any()).id();
        var winner = attempt(id, Asks.YES, "k", "yes");
        get(store.settle(ANNA, winner));
        for (Caller other : List.of(BOT, NOBODY)) {
            assertThat(get(store.settle(other, winner))).isInstanceOf(SettleResult.Lost.class);
        }
    }

    @Test
    void aLoserKeepsNoKey() {
        var id = create(Asks.any()).id();
        settle(id, Asks.YES);
        var loser = attempt(id, Asks.NO, "k", "no");
        assertThat(get(store.settle(NOBODY, loser))).isInstanceOf(SettleResult.Lost.class);
        assertThat(get(store.settle(NOBODY, loser))).isInstanceOf(SettleResult.Lost.class);
    }

    @Test
    void askingAgainWithTheSameKeyGivesTheSameInteraction() {
        Interaction first = create(Asks.any().made(KEY, Duration.ZERO, 1));
        // the key is looked up before the cap
        assertThat(get(store.create(NOBODY, Asks.any().made(KEY, Duration.ZERO, 1))))
                .isEqualTo(new CreateResult.Known(first));
        assertThat(get(store.create(NOBODY, Asks.any().made(new Idempotency("k", "other"), Duration.ZERO, 100))))
                .isEqualTo(new CreateResult.KeyReused());
        assertThat(get(store.findKey(NOBODY, "k"))).contains(KEY);
        assertThat(get(store.findKey(NOBODY, "unknown"))).isEmpty();
        settle(first.id(), Asks.YES);
        assertThat(get(store.create(NOBODY, Asks.any().made(KEY, Duration.ZERO, 1))))
                .isEqualTo(new CreateResult.Known(found(first.id())));
    }

    @Test
    void eachCallerHasKeysOfItsOwn() {
        for (Caller caller : List.of(NOBODY, ANNA, BOT, STRANGER)) {
            assertThat(get(store.findKey(caller, "k"))).as("%s", caller).isEmpty();
            assertThat(get(store.create(caller, Asks.any().made(KEY, Duration.ZERO, 100))))
                    .as("%s", caller)
                    .isInstanceOf(CreateResult.Made.class);
            assertThat(get(store.create(caller, Asks.any().made(KEY, Duration.ZERO, 100))))
                    .as("%s", caller)
                    .isInstanceOf(CreateResult.Known.class);
        }
    }

    @Test
    void aRefusedAskKeepsNoKey() {
        create(Asks.any());
        assertThat(get(store.create(NOBODY, Asks.any().made(KEY, Duration.ZERO, 1))))
                .isEqualTo(new CreateResult.Full(PendingLimits.Full.SESSION));
        assertThat(get(store.findKey(NOBODY, "k"))).isEmpty();
        assertThat(get(store.create(NOBODY, Asks.any().made(KEY, Duration.ZERO, 2))))
                .isInstanceOf(CreateResult.Made.class);
    }

    @Test
    void theCapOfATenantCountsWhatIsPendingThere() {
        var limits = new PendingLimits(10, 2);
        get(store.create(STRANGER, Asks.any().made(null, Duration.ZERO, limits)));
        var first = create(Asks.any().in("a").made(null, Duration.ZERO, limits));
        create(Asks.any().in("b").made(null, Duration.ZERO, limits));

        assertThat(get(store.create(NOBODY, Asks.any().in("c").made(null, Duration.ZERO, limits))))
                .isEqualTo(new CreateResult.Full(PendingLimits.Full.TENANT));
        settle(first.id(), Asks.YES);
        assertThat(get(store.create(NOBODY, Asks.any().in("c").made(null, Duration.ZERO, limits))))
                .isInstanceOf(CreateResult.Made.class);
    }

    @Test
    void theCapCountsWhatIsPendingInTheSession() {
        create(Asks.any().in("other"));
        var mine = create(Asks.any().made(null, Duration.ZERO, 1));
        assertThat(get(store.create(NOBODY, Asks.any().made(null, Duration.ZERO, 1))))
                .isEqualTo(new CreateResult.Full(PendingLimits.Full.SESSION));
        settle(mine.id(), Asks.YES);
        assertThat(get(store.create(NOBODY, Asks.any().made(null, Duration.ZERO, 1))))
                .isInstanceOf(CreateResult.Made.class);
    }

    @Test
    void theCapDoesNotCountWhatIsDue() {
        var due = create(Asks.any().made(null, Duration.ZERO, 1));
        clock.advance(Duration.ofMinutes(1));
        assertThat(get(store.create(NOBODY, Asks.any().made(null, Duration.ZERO, 1))))
                .isInstanceOf(CreateResult.Made.class);
        assertThat(found(due.id()).status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void theCapSettlesOnlyWhatIsDueInItsOwnSession() {
        var mine = create(Asks.any().made(null, Duration.ZERO, 1));
        var another = create(Asks.any().in("another"));
        var elsewhere =
                ((CreateResult.Made) get(store.create(STRANGER, Asks.any().made()))).interaction();
        clock.advance(Duration.ofMinutes(1));

        get(store.create(NOBODY, Asks.any().made(null, Duration.ZERO, 1)));

        assertThat(found(mine.id()).status()).isEqualTo(Status.EXPIRED);
        assertThat(found(another.id()).isPending()).isTrue();
        assertThat(found(elsewhere.id()).isPending()).isTrue();
    }

    private static CheckedAttempt attempt(InteractionId id, Decision decision, String key, String fingerprint) {
        return Asks.checked(new Attempt(id, decision, null, new Idempotency(key, fingerprint)));
    }
}
