package dev.holdpoint.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.Hold;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.Store.Held;
import dev.holdpoint.broker.Sweep;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.testing.Asks;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What settles by itself, and what keeps it from that. */
class DeadlinesAndLeasesTest extends StoreContract {

    private static final Duration LEASE = Duration.ofSeconds(5);

    @Test
    void aSettlementAtTheDeadlineLosesToTheExpiry() {
        var id = create(Asks.any()).id();
        clock.advance(Duration.ofMinutes(1));
        assertThat(settle(id, Asks.YES))
                .isInstanceOfSatisfying(
                        SettleResult.Lost.class,
                        lost -> assertThat(lost.interaction().settlement())
                                .isEqualTo(
                                        new Settlement(clock.instant(), Origin.TIMEOUT, null, new Outcome.Expired())));
    }

    @Test
    void aSettlementJustBeforeTheDeadlineWins() {
        var id = create(Asks.any()).id();
        clock.advance(Duration.ofMinutes(1).minusMillis(1));
        assertThat(settle(id, Asks.YES)).isInstanceOf(SettleResult.Won.class);
    }

    @Test
    void expirySettlesWhatIsDueAsItWasAsked() {
        var plain = create(Asks.any());
        var resolving = create(Asks.any().otherwise(new OnExpiry.Resolve(new Json("{\"a\":1}"))));
        var rejecting = create(Asks.any().otherwise(new OnExpiry.Reject("late")));
        var later = create(Asks.any().within(Duration.ofHours(1)));
        clock.advance(Duration.ofMinutes(1));
        assertThat(get(store.expire(10))).isEqualTo(new Sweep(3, Optional.of(Duration.ofMinutes(59))));
        assertThat(settlement(plain).outcome()).isEqualTo(new Outcome.Expired());
        assertThat(settlement(resolving))
                .isEqualTo(new Settlement(
                        clock.instant(), Origin.TIMEOUT, null, new Outcome.Resolved(new Json("{\"a\":1}"), null)));
        assertThat(settlement(rejecting).outcome()).isEqualTo(new Outcome.Rejected("late"));
        assertThat(found(later.id()).isPending()).isTrue();
    }

    @Test
    void expiryIsBoundedAndTakesTheEarliestFirst() {
        var second = create(Asks.any().within(Duration.ofSeconds(2)));
        var first = create(Asks.any().within(Duration.ofSeconds(1)));
        clock.advance(Duration.ofMinutes(1));
        assertThat(get(store.expire(1))).isEqualTo(new Sweep(1, Optional.of(Duration.ZERO)));
        assertThat(found(first.id()).status()).isEqualTo(Status.EXPIRED);
        assertThat(found(second.id()).isPending()).isTrue();
        assertThat(get(store.expire(1))).isEqualTo(new Sweep(1, Optional.empty()));
        assertThat(get(store.expire(1))).isEqualTo(new Sweep(0, Optional.empty()));
    }

    @Test
    void whatFallsDueNowDoesNotWaitForAllThatWasDueBefore() {
        for (int i = 0; i < 20; i++) {
            create(Asks.any().within(Duration.ofSeconds(1)));
        }
        clock.advance(Duration.ofMinutes(1));
        Interaction fresh = create(Asks.any().within(Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));

        Sweep sweep = get(store.expire(4));

        assertThat(sweep).isEqualTo(new Sweep(4, Optional.of(Duration.ZERO)));
        assertThat(found(fresh.id()).status()).isEqualTo(Status.EXPIRED);
        assertThat(get(store.expire(100))).isEqualTo(new Sweep(17, Optional.empty()));
    }

    @Test
    void nothingLargeKeepsWhatFallsDueNowWaiting() {
        for (int i = 0; i < 20; i++) {
            create(Asks.any()
                    .saying(new Json('"' + "x".repeat(Sizes.PAGE / 4) + '"'))
                    .within(Duration.ofSeconds(1)));
        }
        clock.advance(Duration.ofMinutes(1));
        Interaction fresh = create(Asks.any().within(Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));

        get(store.expire(500));

        assertThat(found(fresh.id()).status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void aSweepEndsWhenMoreCannotBeToldAtOnce() {
        Asks large = Asks.any().saying(new Json('"' + "\u4e2d".repeat(Sizes.PAGE / 3 / 2) + '"'));
        for (int i = 0; i < 3; i++) {
            create(large);
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(get(store.expire(10))).isEqualTo(new Sweep(1, Optional.of(Duration.ZERO)));
        assertThat(get(store.expire(10)).settled()).isEqualTo(1);
    }

    @Test
    void aLeaseRunsOnlyOnceSomebodyAwaited() {
        var never = create(Asks.any().leased(LEASE));
        CreateResult.Made awaited = made(Asks.any().leased(LEASE).made(null, Duration.ofSeconds(10), 100));
        assertThat(awaited.dueIn()).isEqualTo(Duration.ofSeconds(15));
        clock.advance(Duration.ofSeconds(15));
        assertThat(get(store.expire(10)).settled()).isEqualTo(1);
        assertThat(found(never.id()).isPending()).isTrue();
        assertThat(settlement(awaited.interaction()))
                .isEqualTo(new Settlement(clock.instant(), Origin.ASKER_LOST, null, new Outcome.Cancelled(null)));
    }

    @Test
    void holdingMovesTheEndOfALease() {
        var leased = create(Asks.any().leased(LEASE));
        assertThat(hold(leased, "one", Duration.ofSeconds(20)).dueIn()).isEqualTo(Duration.ofSeconds(25));
        clock.advance(Duration.ofSeconds(6));
        assertThat(hold(leased, "one", Duration.ZERO).dueIn()).isEqualTo(LEASE);
        clock.advance(LEASE);
        assertThat(settle(leased.id(), Asks.YES)).isInstanceOf(SettleResult.Lost.class);
        assertThat(settlement(leased).origin()).isEqualTo(Origin.ASKER_LOST);
    }

    @Test
    void whoLetsGoTakesNothingFromWhoStillHolds() {
        var leased = create(Asks.any().leased(LEASE));
        hold(leased, "one", Duration.ofSeconds(20));
        assertThat(hold(leased, "two", Duration.ofSeconds(30)).dueIn()).isEqualTo(Duration.ofSeconds(35));
        assertThat(hold(leased, "two", Duration.ZERO).dueIn()).isEqualTo(Duration.ofSeconds(25));
        assertThat(hold(leased, "one", Duration.ofSeconds(10)).dueIn()).isEqualTo(Duration.ofSeconds(15));
        assertThat(hold(leased, "one", Duration.ZERO).dueIn()).isEqualTo(LEASE);
    }

    @Test
    void holdingWhatHasNoLeaseMovesNothing() {
        var plain = create(Asks.any());
        assertThat(hold(plain, "one", Duration.ofSeconds(2)))
                .isEqualTo(new Held(Optional.empty(), Duration.ofMinutes(1)));
    }

    @Test
    void holdingAnInteractionThatIsDueSettlesIt() {
        var leased = create(Asks.any().leased(LEASE).made(null, Duration.ofSeconds(1), 100));
        clock.advance(Duration.ofSeconds(6));
        assertThat(hold(leased, "one", LONG).settled().orElseThrow().status()).isEqualTo(Status.CANCELLED);
        assertThat(hold(leased, "one", LONG).settled()).contains(found(leased.id()));
    }

    private Held hold(Interaction interaction, String holder, Duration lasts) {
        return get(store.hold(interaction.id(), () -> new Hold(holder, lasts))).orElseThrow();
    }
}
