package dev.holdpoint.history;

import static dev.holdpoint.history.Planting.answer;
import static dev.holdpoint.history.Planting.answeredLater;
import static dev.holdpoint.history.Planting.answering;
import static dev.holdpoint.history.Planting.calling;
import static dev.holdpoint.history.Planting.counting;
import static dev.holdpoint.history.Planting.during;
import static dev.holdpoint.history.Planting.emptySnapshot;
import static dev.holdpoint.history.Planting.end;
import static dev.holdpoint.history.Planting.events;
import static dev.holdpoint.history.Planting.everywhere;
import static dev.holdpoint.history.Planting.is;
import static dev.holdpoint.history.Planting.log;
import static dev.holdpoint.history.Planting.plus;
import static dev.holdpoint.history.Planting.stream;
import static dev.holdpoint.history.Planting.telling;
import static dev.holdpoint.history.Planting.told;
import static dev.holdpoint.history.Planting.with;
import static dev.holdpoint.history.Planting.without;
import static dev.holdpoint.history.Story.ask;
import static dev.holdpoint.history.Story.settle;
import static java.util.function.Predicate.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdpoint.history.Call.Verb;
import dev.holdpoint.history.Stream.Event;
import dev.holdpoint.history.Stream.Filter;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a service could do wrong, planted in {@link CheckerTest}'s good history. Its last stream but one has missed most. */
@SuppressWarnings("ImmutableEnumChecker") // the functions keep nothing
enum Fault {
    TITLE_OF_ANOTHER(Promise.ASKED_AS_SENT, good -> everywhere(good, is("a"), a -> a.put("title", "second"))),
    ASKED_ANOTHER_TIME(
            Promise.ASKED_AS_SENT,
            good -> telling(good, "a is read", a -> a.put("requestedAt", "2026-11-23T08:00:00Z"))),
    ANOTHER_DEADLINE(
            Promise.ASKED_AS_SENT, good -> everywhere(good, is("b"), b -> b.put("expiresAt", "2026-11-23T09:00:00Z"))),
    NOBODY_ASKED(Promise.ASKED_AS_SENT, good -> without(good, "p")),
    ANOTHER_INTERACTION_FOR_A_KEY(
            Promise.ASKED_AS_SENT, good -> telling(good, "a again", a -> told(good, "p is awaited"))),
    ONE_KEY_TWO_INTERACTIONS(Promise.ASKED_ONCE, good -> telling(good, "a again", a -> a.put("id", "id-a-2"))),
    ONE_ASK_TWO_INTERACTIONS(
            Promise.ASKED_ONCE,
            good -> end(good, all -> all.add(told(good, "p is awaited").put("id", "id-p-2")))),
    ONE_KEY_TWICE_NEW(Promise.ASKED_ONCE, good -> answering(good, "a again", 201, false)),
    FIRST_TOLD_AS_REPEATED(Promise.ASKED_ONCE, good -> answering(good, "d", 202, true)),
    ACKNOWLEDGED_AND_LOST(Promise.ASK_KEPT, good -> end(good, all -> all.removeIf(is("p")))),
    ACKNOWLEDGED_AND_NOT_FOUND(Promise.ASK_KEPT, good -> answering(good, "a is read", 404, false)),
    REFUSED_AND_ASKED(Promise.REFUSAL_CHANGES_NOTHING, good -> answering(good, "p", 429, false)),
    OF_NO_CONTRACT(Promise.KNOWN_ANSWERS, good -> answering(good, "a is read", 500, false)),
    AWAITED_AND_TOLD_AS_MADE(Promise.KNOWN_ANSWERS, good -> answering(good, "d", 201, false)),
    NEW_KEY_TOLD_AS_REUSED(Promise.KNOWN_ANSWERS, good -> answering(good, "f is refused", 422, false)),
    ANOTHER_SESSION_LOSES(Promise.KNOWN_ANSWERS, good -> answering(good, "another session", 409, false)),
    LOST_TO_NOBODY(
            Promise.KNOWN_ANSWERS,
            good -> telling(good, "a is lost", problem -> problem.set("interaction", told(good, "a")))),
    WAITED_TOO_SHORT(
            Promise.WAIT_HELD,
            good -> with(
                    good,
                    "p is awaited",
                    get -> new Operation(
                            get.caller(), get.at(), get.call(), get.begin(), get.begin() + 1, get.answer()))),
    LOSER_TOLD_OTHERWISE(
            Promise.ONE_SETTLEMENT,
            good -> telling(
                    good,
                    "a is lost",
                    problem -> problem.set("interaction", told(good, "a is won").put("reason", "another")))),
    TAB_TOLD_OTHERWISE(
            Promise.ONE_SETTLEMENT,
            good -> missed(
                    good,
                    events -> events.set(
                            0,
                            new Event(
                                    2,
                                    "interaction-resolved",
                                    told(good, "a is won").put("origin", "asker"),
                                    0)))),
    TWO_WINNERS(Promise.ONE_WINNER, good -> answering(good, "a is lost", answer(good, "a is won"))),
    TWO_WINNERS_OF_ONE_KEY(Promise.ONE_WINNER, good -> answering(good, "a is won again", 200, false)),
    WINNER_OF_ANOTHER_SETTLEMENT(
            Promise.ONE_WINNER, good -> calling(good, "a is won", settle("a", Verb.RESOLVE, "perhaps", "key-perhaps"))),
    REPLAYED_TO_A_LOSER(
            Promise.REPLAYED_TO_WINNER, good -> answering(good, "a is lost", answer(good, "a is won again"))),
    REPLAYED_AT_FIRST(Promise.REPLAYED_TO_WINNER, good -> without(good, "a is won")),
    REPLAYED_WITHOUT_A_KEY(
            Promise.REPLAYED_TO_WINNER,
            good -> answering(good, "g is withdrawn again", new Answer(200, true, told(good, "g again")))),
    WINNER_TOLD_AS_LOSER(
            Promise.REPLAYED_TO_WINNER, good -> answering(good, "a is won again", answer(good, "a is lost"))),
    SETTLED_BY_NOBODY(Promise.SETTLED_BY_SOMEBODY, good -> without(good, "a is won", "a is won again")),
    SETTLED_BY_THE_REFUSED(Promise.SETTLED_BY_SOMEBODY, good -> answering(good, "g is withdrawn", 403, false)),
    REMOVED_BY_NOBODY(Promise.SETTLED_BY_SOMEBODY, good -> without(good, "r is removed")),
    EXPIRED_AS_OTHERWISE(Promise.SETTLED_BY_SOMEBODY, good -> settled(good, "c", c -> c.put("reason", "another"))),
    LOST_WITHOUT_A_LEASE(Promise.SETTLED_BY_SOMEBODY, good -> calling(good, "d", ask("d", "", "key-d", 2))),
    EXPIRED_EARLY(Promise.SETTLED_IN_TIME, good -> settled(good, "b", b -> b.set("decidedAt", b.path("requestedAt")))),
    SETTLED_THOUGH_DUE(
            Promise.SETTLED_IN_TIME,
            good -> everywhere(good, is("a"), a -> a.put("expiresAt", "2026-11-23T08:00:04Z"))),
    TOLD_BEFORE_SETTLED(
            Promise.SETTLED_IN_TIME, good -> settled(good, "a", a -> a.put("decidedAt", "2026-11-23T09:00:00Z"))),
    NEVER_EXPIRED(
            Promise.SETTLED_IN_TIME,
            good -> everywhere(good, is("p"), p -> p.put("expiresAt", "2026-11-23T08:00:01Z"))),
    EXPIRED_LATE(
            Promise.SETTLED_SOON, good -> settled(good, "b", b -> b.put("decidedAt", plus(b.path("expiresAt"), 2)))),
    LOST_LATE(
            Promise.SETTLED_SOON, good -> settled(good, "d", d -> d.put("decidedAt", plus(d.path("requestedAt"), 5)))),
    LOST_AND_NEVER_SETTLED(Promise.SETTLED_SOON, good -> end(good, all -> all.set(3, told(good, "d")))),
    ANSWERED_LATE(Promise.ANSWERED_SOON, good -> answeredLater(good, "a is won", 6)),
    REFUSED_LATE_WITHOUT_A_DATABASE(
            Promise.ANSWERED_SOON,
            good -> during(answeredLater(good, "g is withdrawn", 6), History.Outage.Of.DATABASE)),
    WAITED_TOO_LONG(Promise.WAIT_HELD, good -> answeredLater(good, "p is awaited", 2)),
    LOST_WITHIN_THE_LEASE(
            Promise.HELD_WHILE_AWAITED,
            good -> settled(good, "d", d -> d.put("decidedAt", plus(d.path("requestedAt"), 2)))),
    LOST_AND_NEVER_AWAITED(
            Promise.HELD_WHILE_AWAITED, good -> calling(good, "d", ask("d", ",'lease':'PT1S'", "key-d", 0))),
    TOLD_BEFORE_ASKED(
            Promise.ASKED_BEFORE_SETTLED,
            good -> with(
                    good,
                    "p",
                    ask -> new Operation(
                            ask.caller(),
                            ask.at(),
                            ask.call(),
                            good.end().begin(),
                            good.end().begin() + 1,
                            ask.answer()))),
    DECIDED_BEFORE_ASKED(
            Promise.ASKED_BEFORE_SETTLED, good -> settled(good, "a", a -> a.put("decidedAt", "2026-11-23T08:00:00Z"))),
    STALE_READ(Promise.NO_STALE_READ, good -> answering(good, "a is read again", answer(good, "a"))),
    STALE_LIST(Promise.NO_STALE_READ, good -> listing(good, "a")),
    STALE_SNAPSHOT(
            Promise.NO_STALE_READ,
            good -> events(
                    good,
                    3,
                    events -> ((ObjectNode) events.getFirst().data())
                            .withArray("pending")
                            .add(told(good, "a")))),
    PENDING_AGAIN(Promise.NO_STALE_READ, good -> end(good, all -> all.set(0, told(good, "a")))),
    NOT_LISTED(Promise.LISTED, good -> telling(good, "s is listed again", page -> page.set("items", page.arrayNode()))),
    LISTED_TWICE(Promise.LISTED, good -> listing(good, "p")),
    LISTED_IN_ANOTHER_SESSION(Promise.LISTED, good -> listing(good, "e")),
    PENDING_IN_A_REMOVED_SESSION(Promise.SESSION_REMOVED, good -> answering(good, "e is read", answer(good, "e"))),
    REMOVED_AND_NOT_COUNTED(
            Promise.SESSION_REMOVED, good -> telling(good, "r is removed", told -> told.put("cancelled", 0))),
    COUNTED_AND_NOT_REMOVED(
            Promise.SESSION_REMOVED, good -> telling(good, "r is removed", told -> told.put("cancelled", 2))),
    EVENT_TWICE(Promise.TAB_IN_ORDER, good -> missed(good, events -> events.add(events.getLast()))),
    EVENT_AGAIN_WHEN_RESUMED(
            Promise.TAB_IN_ORDER,
            good -> missed(good, events -> events.addFirst(good.end().log().getFirst()))),
    EVENTS_EXCHANGED(Promise.TAB_IN_ORDER, good -> missed(good, events -> events.addFirst(events.remove(1)))),
    SNAPSHOT_IN_BETWEEN(
            Promise.TAB_IN_ORDER,
            good -> missed(
                    good, events -> events.add(emptySnapshot(events.getLast().id() + 1)))),
    EVENT_SKIPPED(Promise.TAB_TOLD_ALL, good -> missed(good, events -> events.remove(1))),
    EVENT_SKIPPED_WHEN_RESUMED(Promise.TAB_TOLD_ALL, good -> missed(good, List::removeFirst)),
    EVENT_OF_NO_LOG(
            Promise.TAB_TOLD_THE_LOG,
            good -> missed(good, events -> events.add(new Event(99, "interaction-requested", told(good, "p"), 0)))),
    EVENT_BY_ANOTHER_NAME(
            Promise.TAB_TOLD_THE_LOG,
            good -> missed(
                    good,
                    events -> events.replaceAll(
                            event -> new Event(event.id(), "interaction-requested", event.data(), event.at())))),
    EVENT_WITH_OTHER_DATA(
            Promise.TAB_TOLD_THE_LOG,
            good -> missed(
                    good,
                    events -> events.set(
                            0,
                            new Event(
                                    2,
                                    "interaction-resolved",
                                    told(good, "a is won").put("more", 1),
                                    0)))),
    EVENT_NOT_ASKED_FOR(
            Promise.TAB_TOLD_THE_LOG,
            good -> stream(
                    good,
                    4,
                    tab -> new Stream(
                            tab.tab(), tab.at(), Filter.ofSession("r"), tab.after(), tab.begin(), tab.events()))),
    BEGUN_AFRESH(Promise.TAB_RESUMED, good -> missed(good, events -> events.addFirst(emptySnapshot(1)))),
    RESUMED_ELSEWHERE(
            Promise.TAB_RESUMED,
            good -> stream(
                    good,
                    4,
                    tab -> new Stream(
                            tab.tab(), tab.at(), tab.filter(), OptionalLong.of(2), tab.begin(), tab.events()))),
    SNAPSHOT_WITHOUT_ONE(
            Promise.SNAPSHOT_IS_THE_LOG,
            good -> events(
                    good,
                    3,
                    events -> events.set(0, emptySnapshot(events.getFirst().id())))),
    LOG_WITHOUT_AN_ASK(
            Promise.LOG_IS_THE_STATE, good -> log(good, log -> log.removeIf(event -> is("p").test(event.data())))),
    LOG_WITHOUT_A_SETTLEMENT(Promise.LOG_IS_THE_STATE, good -> log(good, log -> log.remove(1))),
    LOG_WITH_TWO_SETTLEMENTS(Promise.LOG_IS_THE_STATE, good -> log(good, log -> log.add(log.get(1)))),
    LOG_OF_WHAT_IS_NOT_THERE(Promise.LOG_IS_THE_STATE, good -> end(good, all -> all.removeIf(is("p")))),
    COUNTED_TWICE(Promise.STATISTICS_ADD_UP, good -> counting(good, "/types/question", "requested")),
    COUNTED_AS_PENDING(Promise.STATISTICS_ADD_UP, good -> counting(good, "", "pending")),
    SESSION_COUNTED_TWICE(Promise.STATISTICS_ADD_UP, good -> counting(good, "", "sessions"));

    private final Promise broken;
    private final UnaryOperator<History> planting;

    Fault(Promise broken, UnaryOperator<History> planting) {
        this.broken = broken;
        this.planting = planting;
    }

    /** The promise that it breaks. */
    Promise broken() {
        return broken;
    }

    History plantedIn(History good) {
        return planting.apply(good);
    }

    private static History missed(History good, Consumer<List<Event>> change) {
        return events(good, 4, change);
    }

    private static History settled(History good, String token, Consumer<ObjectNode> change) {
        return everywhere(good, is(token).and(not(Sighting::isPending)), change);
    }

    /** The list has one more item: the interaction as it was asked. */
    private static History listing(History good, String token) {
        return telling(good, "s is listed again", page -> {
            page.withArray("items").add(told(good, token));
            return page;
        });
    }
}
