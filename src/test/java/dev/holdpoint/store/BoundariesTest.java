package dev.holdpoint.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.EventPage;
import dev.holdpoint.broker.Hold;
import dev.holdpoint.broker.Retention;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.Store.Held;
import dev.holdpoint.broker.Sweep;
import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Period;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Position;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.Callers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Limits and moments, each just met and just missed. */
class BoundariesTest extends StoreContract {

    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration MILLI = Duration.ofMillis(1);

    @Test
    void whatFillsAPageExactlyIsOnePage() {
        for (int i = 0; i < 2; i++) {
            create(ofSize(Sizes.PAGE / 2));
        }

        assertThat(get(store.list(ALL, query(Order.OLDEST, 10, null))).items()).hasSize(2);
        assertThat(get(store.list(ALL, query(Order.OLDEST, 10, null))).next()).isEmpty();
        assertThat(get(store.snapshot(ALL, Filter.ALL)).pending()).hasSize(2);
        assertThat(get(store.snapshot(ALL, Filter.ALL)).truncated()).isFalse();
        assertThat(after(0, 10, Sizes.PAGE).events()).hasSize(2);
        assertThat(after(0, 10, Sizes.PAGE).isLast()).isTrue();
        assertThat(after(0, 10, Sizes.PAGE - 1).events()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(get(store.expire(10))).isEqualTo(new Sweep(2, Optional.empty()));
    }

    @Test
    void aByteMoreIsAnotherPage() {
        create(ofSize(Sizes.PAGE / 2));
        create(ofSize(Sizes.PAGE / 2 + 1));

        assertThat(get(store.list(ALL, query(Order.OLDEST, 10, null))).items()).hasSize(1);
        assertThat(get(store.snapshot(ALL, Filter.ALL)).truncated()).isTrue();
        assertThat(after(0, 10, Sizes.PAGE).events()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(get(store.expire(10)).settled()).isEqualTo(1);
    }

    @Test
    void whatIsLargerThanAPageIsAPageOfItsOwn() {
        create(ofSize(Sizes.PAGE + 1));
        create(Asks.any());

        assertThat(get(store.list(ALL, query(Order.OLDEST, 10, null))).items()).hasSize(1);
        assertThat(get(store.list(ALL, query(Order.OLDEST, 10, null))).next()).isPresent();
        assertThat(get(store.snapshot(ALL, Filter.ALL)).pending()).hasSize(1);
        assertThat(after(0, 10, Sizes.PAGE).events()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(get(store.expire(10)).settled()).isEqualTo(1);
    }

    @Test
    void aLimitThatIsJustReachedLeavesNothing() {
        for (int i = 0; i < 3; i++) {
            create(Asks.any());
        }

        assertThat(get(store.list(ALL, query(Order.OLDEST, 3, null))).next()).isEmpty();
        assertThat(get(store.list(ALL, query(Order.OLDEST, 2, null))).next()).contains(Position.of(2));
        assertThat(after(0, 3, Sizes.PAGE).isLast()).isTrue();
        assertThat(after(0, 3, Sizes.PAGE).through()).isEqualTo(3);
        assertThat(after(0, 2, Sizes.PAGE).isLast()).isFalse();
        assertThat(after(0, 2, Sizes.PAGE).through()).isEqualTo(2);
        assertThat(after(0, 2, Sizes.PAGE).newest()).isEqualTo(3);
        assertThat(after(3, 2, Sizes.PAGE)).isEqualTo(new EventPage.Piece(List.of(), 3, 3));
        assertThat(get(store.after(4, ALL, Filter.ALL, 2, Sizes.PAGE))).isEqualTo(new EventPage.Gone());
    }

    @Test
    void aSnapshotShowsAThousand() {
        for (int i = 0; i < Snapshot.MAX_ITEMS; i++) {
            create(Asks.any().made(null, Duration.ZERO, Integer.MAX_VALUE));
        }
        assertThat(get(store.snapshot(ALL, Filter.ALL)).truncated()).isFalse();

        create(Asks.any().made(null, Duration.ZERO, Integer.MAX_VALUE));

        assertThat(get(store.snapshot(ALL, Filter.ALL)).truncated()).isTrue();
        assertThat(get(store.snapshot(ALL, Filter.ALL)).pending()).hasSize(Snapshot.MAX_ITEMS);
    }

    @Test
    void whatIsDueIsDueToTheMillisecond() {
        create(Asks.any());
        clock.advance(Duration.ofMinutes(1).minus(MILLI));
        assertThat(get(store.expire(10))).isEqualTo(new Sweep(0, Optional.of(MILLI)));
        clock.advance(MILLI);
        assertThat(get(store.expire(10))).isEqualTo(new Sweep(1, Optional.empty()));
    }

    @Test
    void whatIsOverdueIsDueNow() {
        create(Asks.any());
        create(Asks.any());
        clock.advance(Duration.ofHours(1));

        assertThat(get(store.expire(1))).isEqualTo(new Sweep(1, Optional.of(Duration.ZERO)));
        assertThat(get(store.expire(0))).isEqualTo(new Sweep(0, Optional.of(Duration.ZERO)));
    }

    @Test
    void aLeaseThatEndsWithTheDeadlineIsNoLostAsker() {
        Interaction sameMoment = create(Asks.any().leased(LEASE).made(null, Duration.ofSeconds(55), 100));
        Interaction justBefore = create(
                Asks.any().leased(LEASE).made(null, Duration.ofSeconds(55).minus(MILLI), 100));
        clock.advance(Duration.ofMinutes(1));

        get(store.expire(10));

        assertThat(settlement(sameMoment).origin()).isEqualTo(Origin.TIMEOUT);
        assertThat(settlement(justBefore).origin()).isEqualTo(Origin.ASKER_LOST);
    }

    @Test
    void anExpiryIsNeverBeforeTheAsk() {
        Interaction plain = create(Asks.any());
        Interaction leased = create(Asks.any().leased(LEASE).made(null, Duration.ofSeconds(1), 100));
        clock.advance(Duration.ofHours(-1));
        get(store.cancelSession(NOBODY, SESSION, "gone"));

        assertThat(settlement(plain).at()).isEqualTo(plain.requestedAt());
        assertThat(settlement(leased).at()).isEqualTo(leased.requestedAt());
    }

    @Test
    void aHoldThatIsOverCountsNoMore() {
        Interaction leased = create(Asks.any().leased(LEASE));
        hold(leased, "one", Duration.ofSeconds(2));
        clock.advance(Duration.ofSeconds(3));

        assertThat(hold(leased, "two", Duration.ofSeconds(1)).dueIn()).isEqualTo(Duration.ofSeconds(6));
        assertThat(hold(leased, "two", Duration.ZERO).dueIn())
                .as("the first is over")
                .isEqualTo(LEASE);
    }

    @Test
    void whatIsSettledIsHeldByNobody() {
        Interaction leased = create(Asks.any().leased(LEASE).made(null, Duration.ofSeconds(10), 100));
        settle(leased.id(), Asks.YES);

        assertThat(get(store.hold(leased.id(), () -> new Hold("two", LONG)))
                        .orElseThrow()
                        .settled())
                .contains(found(leased.id()));
        assertThat(get(store.expire(10))).isEqualTo(new Sweep(0, Optional.empty()));
    }

    @Test
    void theLogIsKeptToTheMillisecond() {
        create(Asks.any());
        clock.advance(Duration.ofDays(1));
        var retention = new Retention(Duration.ofDays(1), Duration.ofDays(1));

        assertThat(get(store.purge(retention, 10))).isZero();
        clock.advance(MILLI);
        assertThat(get(store.purge(retention, 10))).isEqualTo(1);
        assertThat(get(store.after(0, ALL, Filter.ALL, 1, 1))).isEqualTo(new EventPage.Gone());
        assertThat(after(1, 1, 1).events()).isEmpty();
    }

    @Test
    void whatIsSettledIsKeptToTheMillisecondAndUntilNoEventTellsOfIt() {
        Interaction first = create(Asks.any());
        settle(first.id(), Asks.YES);
        clock.advance(Duration.ofDays(3));
        var retention = new Retention(Duration.ofDays(3), Duration.ofDays(1));

        assertThat(get(store.purge(retention, 1))).as("one of two events").isEqualTo(1);
        assertThat(get(store.find(ALL, first.id()))).isPresent();
        assertThat(get(store.purge(retention, 10)))
                .as("the other, and not yet the interaction")
                .isEqualTo(1);
        assertThat(get(store.find(ALL, first.id()))).isPresent();
        clock.advance(MILLI);
        assertThat(get(store.purge(retention, 10))).isEqualTo(1);
        assertThat(get(store.find(ALL, first.id()))).isEmpty();
        assertThat(get(store.purge(retention, 10))).isZero();
    }

    @Test
    void whatWasPurgedIsUnknown() {
        Interaction over = create(Asks.any());
        settle(over.id(), Asks.YES);
        clock.advance(Duration.ofDays(3));
        get(store.purge(new Retention(Duration.ofDays(1), Duration.ofDays(1)), 10));

        assertThat(settle(over.id(), Asks.YES)).isEqualTo(new SettleResult.Unknown());
        assertThat(get(store.requirement(over.id()))).isEmpty();
        assertThat(get(store.snapshot(ALL, Filter.ALL)).number()).isEqualTo(2);
    }

    @Test
    void aTimelineHasItsBeginningAndNotItsEnd() {
        Instant start = clock.instant();
        settle(create(Asks.any()).id(), Asks.YES);
        clock.advance(Duration.ofSeconds(10));
        settle(create(Asks.any()).id(), Asks.NO);

        assertThat(tallies(start, start.plusSeconds(10))).containsExactly(new Tally(1, 1, 0, 0, 0));
        assertThat(tallies(start.plusMillis(1), start.plusSeconds(10).plusMillis(1)))
                .containsExactly(new Tally(1, 0, 1, 0, 0));
        assertThat(tallies(start, start.plusSeconds(20)))
                .containsExactly(new Tally(1, 1, 0, 0, 0), new Tally(1, 0, 1, 0, 0));
    }

    @Test
    void onlyWhatPeopleDecidedIsMeasured() {
        Instant start = clock.instant();
        Interaction answered = create(Asks.any().within(Duration.ofHours(1)));
        create(Asks.any().within(Duration.ofSeconds(5)));
        clock.advance(Duration.ofSeconds(7));
        get(store.expire(10));
        var span = new Timeline.Span(start, start.plusSeconds(60), Duration.ofSeconds(60));
        assertThat(get(store.timeline(ALL, span)).buckets().getFirst().decisions())
                .isEmpty();
        clock.advance(Duration.ofSeconds(2));
        settle(answered.id(), Asks.YES);

        assertThat(get(store.timeline(ALL, span)).buckets().getFirst().decisions())
                .contains(new Timeline.Percentiles(9_000, 9_000, 9_000));
    }

    @Test
    void aScopeThatIsLimitedCountsWhatItShows() {
        create(Asks.any().ofType("seen").in("one"));
        create(Asks.any().ofType("seen").in("two"));
        create(Asks.any().ofType("unseen").in("three"));
        Scope scope = Callers.person("anna", Callers.grant(Callers.types("seen"), Permission.READ))
                .scope();

        var statistics = get(store.statistics(scope));

        assertThat(statistics.types()).containsOnlyKeys("seen");
        assertThat(statistics.sessions()).isEqualTo(2);
        assertThat(get(store.statistics(ALL)).types()).containsOnlyKeys("seen", "unseen");
        assertThat(get(store.statistics(ALL)).sessions()).isEqualTo(3);
    }

    @Test
    void aListHasItsBeginningAndNotItsEnd() {
        Interaction asked = create(Asks.any());
        Instant at = asked.requestedAt();

        assertThat(listed(at, at.plusMillis(1))).containsExactly(asked);
        assertThat(listed(at.plusMillis(1), null)).isEmpty();
        assertThat(listed(null, at)).isEmpty();
    }

    @Test
    void severalStatusesAndSessionsAreListed() {
        Interaction pending = create(Asks.any().in("one"));
        Interaction rejected = create(Asks.any().in("two"));
        settle(rejected.id(), Asks.NO);
        settle(create(Asks.any().in("two")).id(), Asks.YES);
        create(Asks.any().in("three"));
        var sessions = new Filter(Set.of(new SessionId("one"), new SessionId("two")), Set.of());
        var criteria = Criteria.ALL.with(sessions).with(Status.PENDING, Status.REJECTED);
        var query = new ListQuery(criteria, Order.NEWEST, 10, null);

        assertThat(get(store.list(ALL, query)).items()).containsExactly(found(rejected.id()), pending);
    }

    private List<Interaction> listed(Instant from, Instant to) {
        var criteria = Criteria.ALL.requestedIn(new Period(from, to));
        return get(store.list(ALL, new ListQuery(criteria, Order.OLDEST, 10, null)))
                .items();
    }

    private List<Tally> tallies(Instant from, Instant to) {
        return get(store.timeline(ALL, new Timeline.Span(from, to, Duration.ofSeconds(10)))).buckets().stream()
                .map(Timeline.Bucket::tally)
                .toList();
    }

    private EventPage.Piece after(long number, int limit, int maxSize) {
        return (EventPage.Piece) get(store.after(number, ALL, Filter.ALL, limit, maxSize));
    }

    private Held hold(Interaction interaction, String holder, Duration lasts) {
        return get(store.hold(interaction.id(), () -> new Hold(holder, lasts))).orElseThrow();
    }

    /** Something to ask that takes so many bytes as it is told. */
    private Asks ofSize(int bytes) {
        Asks empty = Asks.any().saying(new Json("\"\""));
        int frame = new Interaction(empty.made().id(), NOBODY.tenant(), empty.ask(), clock.instant(), null, null, null)
                .size();
        return empty.saying(new Json('"' + "x".repeat(bytes - frame) + '"'));
    }
}
