package dev.holdpoint.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.OutcomeName;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Period;
import dev.holdpoint.interaction.Position;
import dev.holdpoint.interaction.Search;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.testing.Asks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was decided, as people look for it: by when, how and by whom it was decided, and by words. */
class DecisionsTest extends StoreContract {

    private static final Decision ALLOW = resolved("{\"behavior\":\"allow\"}");
    private static final Decision DENY = resolved("{\"behavior\":\"deny\"}");

    @Test
    void whatWasDecidedLastComesFirstAndWhatIsPendingNotAtAll() {
        Interaction first = create(Asks.any());
        Interaction second = create(Asks.any());
        create(Asks.any());
        Interaction last = create(Asks.any());
        settle(last.id(), Asks.YES);
        clock.advance(Duration.ofMillis(1));
        settle(second.id(), Asks.NO);
        settle(first.id(), Asks.YES);

        assertThat(ids(Criteria.ALL)).containsExactly(second.id(), first.id(), last.id());
    }

    @Test
    void pagingThroughDecisionsNeitherSkipsNorRepeats() {
        // Given: many at the same moment
        var asked = new ArrayList<Interaction>();
        for (int i = 0; i < 9; i++) {
            asked.add(create(Asks.any()));
        }
        for (int i = 0; i < 7; i++) {
            settle(asked.get(i).id(), Asks.YES);
            clock.advance(Duration.ofMillis(i == 3 ? 1 : 0));
        }
        List<Interaction> expected = decided(Criteria.ALL, 100, null).items();

        // When somebody pages, and more is decided meanwhile
        Page one = decided(Criteria.ALL, 3, null);
        settle(asked.get(7).id(), Asks.YES);
        Page two = decided(Criteria.ALL, 3, one.next().orElseThrow());
        clock.advance(Duration.ofMillis(1));
        settle(asked.get(8).id(), Asks.YES);
        Page three = decided(Criteria.ALL, 3, two.next().orElseThrow());

        // Then
        assertThat(one.items()).isEqualTo(expected.subList(0, 3));
        assertThat(two.items()).isEqualTo(expected.subList(3, 6));
        assertThat(three.items()).isEqualTo(expected.subList(6, 7));
        assertThat(three.next()).isEmpty();
    }

    @Test
    void decisionsOfASessionAndOfATypeAreInTheirOrder() {
        for (int i = 0; i < 12; i++) {
            Interaction asked = create(Asks.any().in("s" + i % 2).ofType("t" + i % 3));
            settle(asked.id(), Asks.YES);
            clock.advance(Duration.ofMillis(i % 2));
        }
        List<Interaction> all = decided(Criteria.ALL, 100, null).items();
        var session = new Filter(Set.of(new SessionId("s1")), Set.of());
        var type = new Filter(Set.of(), Set.of(new InteractionType("t2")));
        var both = new Filter(Set.of(new SessionId("s1")), Set.of(new InteractionType("t2")));

        for (Filter filter : List.of(session, type, both)) {
            List<Interaction> expected = all.stream().filter(filter::matches).toList();
            assertThat(decided(Criteria.ALL.with(filter), 100, null).items()).isEqualTo(expected);
            Page page = decided(Criteria.ALL.with(filter), 1, null);
            assertThat(page.items()).isEqualTo(expected.subList(0, 1));
            assertThat(decided(Criteria.ALL.with(filter), 100, page.next().orElseThrow())
                            .items())
                    .isEqualTo(expected.subList(1, expected.size()));
        }
    }

    @Test
    void aTimeOfDecisionHasItsBeginningAndNotItsEnd() {
        Interaction asked = create(Asks.any());
        create(Asks.any());
        clock.advance(Duration.ofSeconds(5));
        settle(asked.id(), Asks.YES);
        Instant at = clock.instant();

        for (Order order : Order.values()) {
            assertThat(listed(order, new Period(at, at.plusMillis(1)))).containsExactly(found(asked.id()));
            assertThat(listed(order, new Period(at.minusNanos(1), null))).hasSize(1);
            assertThat(listed(order, new Period(at.plusNanos(1), null))).isEmpty();
            assertThat(listed(order, new Period(null, at))).isEmpty();
            assertThat(listed(order, new Period(null, at.plusNanos(1)))).hasSize(1);
        }
    }

    @Test
    void decisionsAreFoundByWhatPeopleCallThem() {
        Interaction allowed = create(Asks.any().ofType("permission"));
        Interaction denied = create(Asks.any().ofType("permission"));
        Interaction refused = create(Asks.any().ofType("permission"));
        Interaction approved = create(Asks.any().ofType("plan-approval"));
        Interaction sentBack = create(Asks.any().ofType("plan-approval"));
        Interaction answered = create(Asks.any());
        Interaction withdrawn = create(Asks.any());
        Interaction late = create(Asks.any().within(Duration.ofSeconds(1)));
        Interaction lateWithDefault = create(Asks.any()
                .ofType("permission")
                .within(Duration.ofSeconds(1))
                .otherwise(new OnExpiry.Resolve(new Json("{\"behavior\":\"allow\"}"))));
        create(Asks.any());
        settle(allowed.id(), ALLOW);
        settle(denied.id(), DENY);
        settle(refused.id(), Asks.NO);
        settle(approved.id(), resolved("{\"approved\":true}"));
        settle(sentBack.id(), resolved("{\"approved\":false}"));
        settle(answered.id(), Asks.YES);
        settle(withdrawn.id(), new Decision.Cancel(null));
        clock.advance(Duration.ofSeconds(1));
        get(store.expire(10));

        for (Order order : Order.values()) {
            assertThat(named(order, OutcomeName.ALLOWED)).containsExactly(allowed.id());
            assertThat(named(order, OutcomeName.DENIED)).containsExactlyInAnyOrder(denied.id(), refused.id());
            assertThat(named(order, OutcomeName.APPROVED)).containsExactly(approved.id());
            assertThat(named(order, OutcomeName.DECLINED)).containsExactly(sentBack.id());
            assertThat(named(order, OutcomeName.ANSWERED)).containsExactly(answered.id());
            assertThat(named(order, OutcomeName.NOBODY)).containsExactlyInAnyOrder(late.id(), lateWithDefault.id());
            assertThat(named(order, OutcomeName.WITHDRAWN)).containsExactly(withdrawn.id());
            assertThat(named(order, OutcomeName.ALLOWED, OutcomeName.APPROVED))
                    .containsExactlyInAnyOrder(allowed.id(), approved.id());
            assertThat(named(order, OutcomeName.values())).hasSize(9);
        }
    }

    @Test
    void decisionsAreFoundByWhoDecided() {
        Interaction ofAnna = create(Asks.any());
        Interaction ofBot = create(Asks.any());
        settle(create(Asks.any()).id(), Asks.YES);
        get(store.settle(ANNA, Asks.settle(ofAnna.id(), Asks.YES)));
        get(store.settle(BOT, Asks.settle(ofBot.id(), Asks.NO)));

        assertThat(ids(Criteria.ALL.decidedBy("person:anna"))).containsExactly(ofAnna.id());
        assertThat(ids(Criteria.ALL.decidedBy("person:anna", "token:1")))
                .containsExactlyInAnyOrder(ofAnna.id(), ofBot.id());
        assertThat(ids(Criteria.ALL.decidedBy("person:Anna"))).isEmpty();
    }

    @Test
    void wordsAreFoundWhereverTheyWereSaid() {
        Interaction inData = create(Asks.any().saying(new Json("{\"command\":\"rm -rf /Stra\u00dfe\"}")));
        Interaction inReason = create(Asks.any());
        Interaction inResponse = create(Asks.any());
        Interaction inDefault =
                create(Asks.any().within(Duration.ofSeconds(1)).otherwise(new OnExpiry.Reject("Strasse zu")));
        settle(inReason.id(), new Decision.Reject("nicht diese STRASSE"));
        settle(inResponse.id(), resolved("{\"answers\":[\"stra\u00dfe\"]}"));
        settle(create(Asks.any()).id(), Asks.YES);
        var street = new Search("Strasse");

        assertThat(get(store.list(ALL, new ListQuery(Criteria.ALL.with(street), Order.OLDEST, 10, null)))
                        .items())
                .containsExactly(inData, found(inReason.id()), found(inResponse.id()));
        assertThat(ids(Criteria.ALL.with(street).with(OutcomeName.DECLINED))).containsExactly(inReason.id());
        clock.advance(Duration.ofSeconds(1));
        get(store.expire(1));
        assertThat(ids(Criteria.ALL.with(street))).contains(inDefault.id());
        assertThat(ids(Criteria.ALL.with(new Search("TITLE")))).hasSize(4);
    }

    /** Some 33 MiB in memory, of which a page looks at 16. */
    @Test
    void aSearchLooksAtSoMuchAndSaysWhereItIsToGoOn() {
        Asks large = Asks.any().saying(new Json("\"" + "hay ".repeat(60_000) + "\""));
        Interaction wanted = create(Asks.any().saying(new Json("\"needle\"")));
        settle(wanted.id(), Asks.YES);
        for (int i = 0; i < 70; i++) {
            settle(create(large).id(), Asks.YES);
            clock.advance(Duration.ofMillis(1));
        }
        var needle = Criteria.ALL.with(new Search("needle"));

        for (Order order : List.of(Order.NEWEST, Order.DECIDED)) {
            int pages = 0;
            var all = new ArrayList<Interaction>();
            Position after = null;
            do {
                Page page = get(store.list(ALL, new ListQuery(needle, order, 10, after)));
                assertThat(page.isShort()).isEqualTo(page.next().isPresent());
                all.addAll(page.items());
                after = page.next().orElse(null);
                pages++;
            } while (after != null);
            assertThat(all).containsExactly(found(wanted.id()));
            assertThat(pages).as("%s", order).isBetween(2, 5);
        }
    }

    private static Decision resolved(String response) {
        return new Decision.Resolve(new Json(response), null);
    }

    private List<Interaction> listed(Order order, Period decided) {
        return get(store.list(ALL, new ListQuery(Criteria.ALL.decidedIn(decided), order, 10, null)))
                .items();
    }

    private Page decided(Criteria criteria, int limit, Position after) {
        return get(store.list(ALL, new ListQuery(criteria, Order.DECIDED, limit, after)));
    }

    private List<InteractionId> named(Order order, OutcomeName... names) {
        return ids(get(store.list(ALL, new ListQuery(Criteria.ALL.with(names), order, 10, null))));
    }

    private List<InteractionId> ids(Criteria criteria) {
        return ids(decided(criteria, 100, null));
    }

    private static List<InteractionId> ids(Page page) {
        return page.items().stream().map(Interaction::id).toList();
    }
}
