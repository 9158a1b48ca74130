package dev.holdpoint.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.EventPage;
import dev.holdpoint.broker.Retention;
import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Period;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.testing.Asks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lists, numbers, and what is let go in the end. */
class ArchiveTest extends StoreContract {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void pagingNeitherSkipsNorRepeats() {
        var made = new ArrayList<Interaction>();
        for (int i = 0; i < 7; i++) {
            made.add(create(Asks.any()));
        }
        Page first = get(store.list(ALL, query(Order.OLDEST, 3, null)));
        settle(made.get(1).id(), Asks.YES); // was seen
        settle(made.get(4).id(), Asks.YES); // was not
        Page second = get(store.list(ALL, query(Order.OLDEST, 3, first.next().orElseThrow())));
        assertThat(first.items()).containsExactlyElementsOf(made.subList(0, 3));
        assertThat(second.items()).containsExactly(made.get(3), made.get(5), made.get(6));
        assertThat(second.next()).isEmpty();
        Page newest = get(store.list(ALL, query(Order.NEWEST, 2, null)));
        assertThat(newest.items()).containsExactly(made.get(6), made.get(5));
        assertThat(get(store.list(ALL, query(Order.NEWEST, 10, newest.next().orElseThrow())))
                        .items())
                .containsExactly(made.get(3), made.get(2), made.get(0));
    }

    @Test
    void listsAreFilteredByStatusOriginAndTime() {
        var early = create(Asks.any());
        clock.advance(Duration.ofSeconds(10));
        Instant middle = clock.instant();
        var late = create(Asks.any());
        settle(late.id(), new Decision.Cancel(null));
        var cancelled = Criteria.ALL.with(Status.CANCELLED).with(Origin.ASKER).requestedIn(new Period(middle, null));
        assertThat(listed(cancelled)).extracting(Interaction::id).containsExactly(late.id());
        assertThat(listed(Criteria.ALL.requestedIn(new Period(null, middle)))).containsExactly(early);
        assertThat(listed(Criteria.ALL.with(Origin.RESPONDER))).isEmpty();
    }

    @Test
    void aPageEndsBeforeItHasMoreBytesThanItMay() {
        Asks large = Asks.any().saying(new Json('"' + "\u4e2d".repeat(Sizes.PAGE / 6 - 1_000) + '"'));
        for (int i = 0; i < 3; i++) {
            create(large);
        }
        Page first = get(store.list(ALL, query(Order.OLDEST, 50, null)));
        assertThat(first.items()).hasSize(2);
        assertThat(get(store.list(ALL, query(Order.OLDEST, 50, first.next().orElseThrow())))
                        .items())
                .hasSize(1);
    }

    @Test
    void aSchemaCountsWhereAPageIsMeasured() {
        Asks large = Asks.any().schema(new Json("{\"title\":\"" + "x".repeat(Sizes.PAGE / 2) + "\"}"));
        create(large);
        create(large);
        assertThat(get(store.list(ALL, query(Order.OLDEST, 50, null))).items()).hasSize(1);
    }

    @Test
    void nothingOfATenantIsListedOrCountedForAnother() {
        create(Asks.any());
        var elsewhere = STRANGER.scope();
        assertThat(get(store.list(elsewhere, query(Order.OLDEST, 10, null))).items())
                .isEmpty();
        assertThat(get(store.statistics(elsewhere)).types()).isEmpty();
        assertThat(get(store.statistics(elsewhere)).sessions()).isZero();
        var span = new Timeline.Span(clock.instant(), clock.instant().plus(DAY), DAY);
        assertThat(get(store.timeline(elsewhere, span)).buckets().getFirst().tally())
                .isEqualTo(Tally.NONE);
        get(store.create(STRANGER, Asks.any().made()));
        assertThat(get(store.statistics(elsewhere)).pending()).isEqualTo(1);
        assertThat(get(store.statistics(ALL)).pending()).isEqualTo(2);
        assertThat(get(store.statistics(ALL)).sessions()).isEqualTo(2);
    }

    @Test
    void totalsAreCountedByTypeAndSurvivePurging() {
        settle(create(Asks.any()).id(), Asks.YES);
        settle(create(Asks.any()).id(), Asks.NO);
        create(Asks.any().ofType("other-type"));
        create(Asks.any().ofType("other-type").within(Duration.ofDays(30)).in("second"));
        clock.advance(DAY);
        get(store.expire(10));
        clock.advance(Duration.ofDays(10));
        assertThat(get(store.purge(new Retention(DAY, DAY), 100))).isEqualTo(10);
        var statistics = get(store.statistics(ALL));
        assertThat(statistics.types().get("question")).isEqualTo(new Tally(2, 1, 1, 0, 0));
        assertThat(statistics.types().get("other-type")).isEqualTo(new Tally(2, 0, 0, 1, 0));
        assertThat(statistics.pending()).isEqualTo(1);
        assertThat(statistics.sessions()).isEqualTo(1);
    }

    @Test
    void beyondAThousandTypesTheRestCountsAsOther() {
        for (int i = 0; i < 1_002; i++) {
            create(Asks.any().in("s" + i).ofType("t" + i));
        }
        settle(
                get(store.list(ALL, query(Order.NEWEST, 1, null)))
                        .items()
                        .getFirst()
                        .id(),
                Asks.YES);
        var types = get(store.statistics(ALL)).types();
        assertThat(types).hasSize(1_001);
        assertThat(types.get("other")).isEqualTo(new Tally(2, 1, 0, 0, 0));
    }

    @Test
    void aTypeThatIsNamedOtherTakesNoNameFromTheRest() {
        create(Asks.any().in("other").ofType("other"));
        for (int i = 0; i < 1_000; i++) {
            create(Asks.any().in("s" + i).ofType("t" + i));
        }
        create(Asks.any().in("last").ofType("last"));

        var types = get(store.statistics(ALL)).types();

        assertThat(types).hasSize(1_001).containsKey("t999").doesNotContainKey("last");
        assertThat(types.get("other")).isEqualTo(new Tally(2, 0, 0, 0, 0));
    }

    @Test
    void aStoreThatWritesSaysSo() {
        create(Asks.any());

        assertThat(store.isAvailable()).isTrue();
        assertThat(store.queued()).isZero();
    }

    @Test
    void purgingKeepsWhatMustBeKept() {
        var retention = new Retention(Duration.ofDays(2), DAY);
        var old = create(Asks.any().within(Duration.ofDays(30)).made(new Idempotency("k", "f"), Duration.ZERO, 10));
        var pending = create(Asks.any().within(Duration.ofDays(30)));
        settle(old.id(), Asks.YES);
        clock.advance(DAY.plusMillis(1));
        assertThat(get(store.purge(retention, 100))).isEqualTo(3);
        assertThat(settlement(old).response()).as("it outlives its event").isEqualTo(new Json("{\"yes\":true}"));
        assertThat(get(store.after(0, ALL, Filter.ALL, 10, 1_000))).isEqualTo(new EventPage.Gone());
        assertThat(log(3).events()).isEmpty();
        clock.advance(DAY);
        assertThat(get(store.purge(retention, 100))).isEqualTo(1);
        assertThat(get(store.find(ALL, old.id()))).isEmpty();
        assertThat(get(store.findKey(NOBODY, "k"))).isEmpty();
        assertThat(get(store.find(ALL, pending.id()))).isPresent();
        // numbers are never used again, not after the log was purged empty
        create(Asks.any());
        assertThat(log(3).events()).extracting(InteractionEvent::number).containsExactly(4L);
    }

    @Test
    void purgingGoesInBoundedSteps() {
        for (int i = 0; i < 4; i++) {
            settle(create(Asks.any()).id(), Asks.YES);
        }
        clock.advance(Duration.ofDays(3));
        var retention = new Retention(DAY, DAY);
        assertThat(get(store.purge(retention, 5))).isEqualTo(5);
        assertThat(get(store.purge(retention, 5))).isEqualTo(5);
        assertThat(get(store.purge(retention, 5))).isEqualTo(2);
        assertThat(get(store.purge(retention, 5))).isZero();
    }

    @Test
    void aClockThatWasAYearAheadForATimeStopsNoPurging() {
        settle(create(Asks.any()).id(), Asks.YES);
        clock.advance(Duration.ofDays(365));
        settle(create(Asks.any()).id(), Asks.YES);
        Interaction straddling = create(Asks.any().within(DAY));
        clock.advance(Duration.ofDays(-365));
        settle(straddling.id(), Asks.YES);
        settle(create(Asks.any()).id(), Asks.YES);
        var retention = new Retention(DAY, DAY);
        assertThat(get(store.purge(retention, 100))).isZero();

        clock.advance(Duration.ofDays(2));

        assertThat(get(store.purge(retention, 100))).isEqualTo(8 + 4);
        assertThat(get(store.find(ALL, straddling.id()))).isEmpty();
        assertThat(log(8).events()).isEmpty();
    }

    @Test
    void muchThatWasWrittenWhileTheClockWasAheadIsLetGoInBoundedSteps() {
        clock.advance(Duration.ofDays(365));
        for (int i = 0; i < 20; i++) {
            settle(create(Asks.any()).id(), Asks.YES);
        }
        clock.advance(Duration.ofDays(-365));
        settle(create(Asks.any()).id(), Asks.YES);
        var retention = new Retention(DAY, DAY);
        assertThat(get(store.purge(retention, 3)))
                .as("nobody knows how old it is")
                .isZero();
        clock.advance(Duration.ofDays(2));

        int steps = 0;
        int purged = 0;
        for (int step = 3; step > 0; purged += step) {
            step = get(store.purge(retention, 3));
            assertThat(step).isLessThanOrEqualTo(3);
            steps++;
        }

        assertThat(purged).isEqualTo(42 + 21);
        assertThat(steps).isEqualTo(22);
    }

    @Test
    void whatFollowsTheFutureIsKeptAsLongAsItIsToBe() {
        clock.advance(Duration.ofDays(365));
        settle(create(Asks.any()).id(), Asks.YES);
        clock.advance(Duration.ofDays(-365));
        create(Asks.any().within(Duration.ofDays(30)));
        clock.advance(DAY);
        var retention = new Retention(DAY, DAY);

        assertThat(get(store.purge(retention, 100))).isZero();
        assertThat(get(store.purge(retention, 2))).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(get(store.purge(retention, 100))).isEqualTo(3);
    }

    @Test
    void longListsAreReadWholeHoweverFewAreWanted() {
        var wanted = new ArrayList<Interaction>();
        for (int i = 0; i < 2_300; i++) {
            boolean isWanted = i % 400 == 7;
            Interaction made = create(Asks.any()
                    .ofType(isWanted ? "rare" : "often")
                    .in("s" + i % 50)
                    .made(null, Duration.ZERO, 1_000));
            if (isWanted) {
                wanted.add(made);
            }
        }
        var types = new Filter(Set.of(), Set.of(new InteractionType("rare"), new InteractionType("never")));
        assertThat(listed(Criteria.ALL.with(types))).containsExactlyElementsOf(wanted);
        var pending = Criteria.ALL.with(types).with(Status.PENDING);
        Page first = get(store.list(ALL, new ListQuery(pending, Order.NEWEST, 2, null)));
        assertThat(first.items()).containsExactly(wanted.get(5), wanted.get(4));
        var last = new ListQuery(pending, Order.NEWEST, 10, first.next().orElseThrow());
        assertThat(get(store.list(ALL, last)).items())
                .containsExactlyElementsOf(wanted.subList(0, 4).reversed());
    }

    private List<Interaction> listed(Criteria criteria) {
        return get(store.list(ALL, new ListQuery(criteria, Order.OLDEST, 10, null)))
                .items();
    }

    @Test
    void theTimelineCountsAndMeasures() {
        Instant start = clock.instant();
        var ids = new ArrayList<InteractionId>();
        for (int i = 0; i < 3; i++) {
            ids.add(create(Asks.any().within(Duration.ofHours(10))).id());
        }
        create(Asks.any());
        clock.advance(Duration.ofMinutes(2));
        get(store.expire(10));
        settle(ids.get(0), Asks.YES);
        clock.advance(Duration.ofMinutes(60));
        settle(ids.get(1), Asks.NO);
        settle(ids.get(2), new Decision.Cancel(null));
        var span = new Timeline.Span(start, start.plus(Duration.ofHours(2)), Duration.ofHours(1));
        var buckets = get(store.timeline(ALL, span)).buckets();
        assertThat(buckets)
                .extracting(Timeline.Bucket::tally)
                .containsExactly(new Tally(4, 1, 0, 1, 0), new Tally(0, 0, 1, 0, 1));
        assertThat(buckets.get(0).decisions().orElseThrow().p50()).isEqualTo(120_000);
        assertThat(buckets.get(1).decisions().orElseThrow().p99()).isEqualTo(3_720_000);
    }
}
