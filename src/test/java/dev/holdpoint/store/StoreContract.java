package dev.holdpoint.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.AskResult;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.EventPage;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.NewInteraction;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Retention;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.SettleCommand;
import dev.holdpoint.interaction.SettleResult;
import dev.holdpoint.interaction.SettleResult.Refusal;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Store;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises. */
public abstract class StoreContract {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final SessionId SESSION = new SessionId("session");

    protected final FakeClock clock = new FakeClock();
    private final ConcurrentLinkedQueue<InteractionEvent> told = new ConcurrentLinkedQueue<>();
    private Store store;

    /** A store with nothing in it, which goes by {@link #clock}. */
    protected abstract Store open();

    @BeforeEach
    void openStore() {
        store = open();
        store.tell(told::addAll);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void whatWasAskedIsFoundAsItWasAsked() {
        NewInteraction asked = Asks.any()
                .otherwise(new OnExpiry.Reject("a\u0000b \ud83d\ude00"))
                .made();
        var created = created(asked);
        assertThat(get(store.find(asked.id()))).contains(created.interaction());
        assertThat(created.interaction().ask()).isEqualTo(asked.ask());
        assertThat(created.interaction().requestedAt()).isEqualTo(clock.instant());
        assertThat(created.due()).isEqualTo(created.interaction().expiresAt());
    }

    @Test
    void anUnknownInteractionIsUnknown() {
        var nobody = new InteractionId(UUID.randomUUID());
        assertThat(get(store.find(nobody))).isEmpty();
        assertThat(settle(nobody, Asks.YES)).isEqualTo(new SettleResult.Unknown());
        assertThat(get(store.hold(nobody, () -> Duration.ZERO))).isEmpty();
    }

    @Test
    void settlingTwiceReturnsTheFirstSettlement() {
        var id = created(Asks.any().made()).interaction().id();
        SettleResult first = settle(id, Asks.YES);
        clock.advance(Duration.ofSeconds(1));
        SettleResult second = settle(id, Asks.NO);
        assertThat(first)
                .isInstanceOfSatisfying(
                        SettleResult.Won.class,
                        won -> assertThat(second).isEqualTo(new SettleResult.Lost(won.interaction())));
        assertThat(get(store.find(id)).orElseThrow().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void eachDecisionBecomesItsSettlement() {
        var decisions = List.of(
                new Decision.Resolve(new Json("null"), "because"),
                new Decision.Resolve(new Json("[1.50,\"\\u0000\"]"), null),
                new Decision.Reject(null),
                new Decision.Cancel("not needed"));
        for (Decision decision : decisions) {
            var id = created(Asks.any().made()).interaction().id();
            settle(id, decision);
            assertThat(get(store.find(id)).orElseThrow().settlement()).isEqualTo(decision.settlement(clock.instant()));
        }
    }

    @Test
    void concurrentSettlementsHaveOneWinnerAndTheRestLearnOfIt() throws InterruptedException {
        for (int iteration = 0; iteration < 50; iteration++) {
            var id = created(Asks.any().made()).interaction().id();
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
            Interaction winner = get(store.find(id)).orElseThrow();
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
        Interaction interaction = created(Asks.any().made()).interaction();
        var stranger = new SettleCommand(interaction.id(), Asks.YES, new SessionId("other"), null);
        assertThat(get(store.settle(stranger))).isEqualTo(new SettleResult.Refused(interaction, Refusal.WRONG_SESSION));
        assertThat(get(store.find(interaction.id())).orElseThrow().isPending()).isTrue();
        settle(interaction.id(), Asks.YES);
        assertThat(get(store.settle(stranger))).isInstanceOf(SettleResult.Refused.class);
    }

    @Test
    void onlyACheckedResponseSettlesWhatHasASchema() {
        var schema = new Json("{\"type\":\"object\"}");
        Interaction asked = created(Asks.any().schema(schema).made()).interaction();
        var key = new Idempotency("k", "yes");
        var unchecked = new SettleCommand(asked.id(), Asks.YES, asked.ask().session(), key);
        var stranger = new SettleCommand(asked.id(), Asks.YES, new SessionId("other"), null);
        SettleResult first = get(store.settle(unchecked));
        assertThat(first).isEqualTo(new SettleResult.Unchecked(schema, new Json("{\"yes\":true}")));
        assertThat(get(store.find(asked.id())).orElseThrow().isPending()).isTrue();
        assertThat(get(store.settle(stranger))).isInstanceOf(SettleResult.Refused.class);

        var checked = new SettleCommand(asked.id(), Asks.YES, asked.ask().session(), key, true);
        assertThat(get(store.settle(checked))).isInstanceOf(SettleResult.Won.class);
        assertThat(get(store.settle(unchecked))).isInstanceOf(SettleResult.Replayed.class);
        assertThat(get(store.settle(Asks.settle(asked.id(), Asks.YES)))).isInstanceOf(SettleResult.Lost.class);
    }

    @Test
    void aRejectionAndADueInteractionNeedNoCheck() {
        var schema = new Json("{\"type\":\"object\"}");
        Interaction rejected = created(Asks.any().schema(schema).made()).interaction();
        assertThat(get(store.settle(Asks.settle(rejected.id(), Asks.NO)))).isInstanceOf(SettleResult.Won.class);
        Interaction due = created(
                        Asks.any().schema(schema).within(Duration.ofSeconds(1)).made())
                .interaction();
        clock.advance(Duration.ofSeconds(1));
        assertThat(get(store.settle(Asks.settle(due.id(), Asks.YES)))).isInstanceOf(SettleResult.Lost.class);
    }

    @Test
    void theWinnerIsToldAgainThatItWon() {
        var id = created(Asks.any().made()).interaction().id();
        var winner = new SettleCommand(id, Asks.YES, null, new Idempotency("k", "yes"));
        SettleResult first = get(store.settle(winner));
        assertThat(first).isInstanceOf(SettleResult.Won.class);
        assertThat(get(store.settle(winner))).isInstanceOf(SettleResult.Replayed.class);
        var otherwise = new SettleCommand(id, Asks.NO, null, new Idempotency("k", "no"));
        assertThat(get(store.settle(otherwise)))
                .isInstanceOfSatisfying(
                        SettleResult.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.KEY_REUSED));
        var other = new SettleCommand(id, Asks.YES, null, new Idempotency("other", "yes"));
        assertThat(get(store.settle(other))).isInstanceOf(SettleResult.Lost.class);
    }

    @Test
    void aLoserKeepsNoKey() {
        var id = created(Asks.any().made()).interaction().id();
        settle(id, Asks.YES);
        var loser = new SettleCommand(id, Asks.NO, null, new Idempotency("k", "no"));
        assertThat(get(store.settle(loser))).isInstanceOf(SettleResult.Lost.class);
        assertThat(get(store.settle(loser))).isInstanceOf(SettleResult.Lost.class);
    }

    @Test
    void askingAgainWithTheSameKeyGivesTheSameInteraction() {
        var key = new Idempotency("k", "f");
        Interaction first = created(Asks.any().made(key, Duration.ZERO, 1)).interaction();
        // the key is looked up before the cap
        assertThat(get(store.create(Asks.any().made(key, Duration.ZERO, 1)))).isEqualTo(new AskResult.Replayed(first));
        assertThat(get(store.create(Asks.any().made(new Idempotency("k", "other"), Duration.ZERO, 100))))
                .isEqualTo(new AskResult.KeyReused());
        assertThat(get(store.findKey("k"))).contains(key);
        assertThat(get(store.findKey("unknown"))).isEmpty();
    }

    @Test
    void aRefusedAskKeepsNoKey() {
        var key = new Idempotency("k", "f");
        created(Asks.any().made());
        assertThat(get(store.create(Asks.any().made(key, Duration.ZERO, 1))))
                .isEqualTo(new AskResult.TooManyPending(1));
        assertThat(get(store.findKey("k"))).isEmpty();
        assertThat(get(store.create(Asks.any().made(key, Duration.ZERO, 2)))).isInstanceOf(AskResult.Created.class);
    }

    @Test
    void theCapCountsWhatIsPendingInTheSession() {
        created(Asks.any().in("other").made());
        var mine = created(Asks.any().made(null, Duration.ZERO, 1)).interaction();
        assertThat(get(store.create(Asks.any().made(null, Duration.ZERO, 1))))
                .isInstanceOf(AskResult.TooManyPending.class);
        settle(mine.id(), Asks.YES);
        assertThat(get(store.create(Asks.any().made(null, Duration.ZERO, 1)))).isInstanceOf(AskResult.Created.class);
    }

    @Test
    void theCapDoesNotCountWhatIsDue() {
        var due = created(Asks.any().made(null, Duration.ZERO, 1)).interaction();
        clock.advance(Duration.ofMinutes(1));
        assertThat(get(store.create(Asks.any().made(null, Duration.ZERO, 1)))).isInstanceOf(AskResult.Created.class);
        assertThat(get(store.find(due.id())).orElseThrow().status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void aSettlementAtTheDeadlineLosesToTheExpiry() {
        var id = created(Asks.any().made()).interaction().id();
        clock.advance(Duration.ofMinutes(1));
        assertThat(settle(id, Asks.YES))
                .isInstanceOfSatisfying(
                        SettleResult.Lost.class,
                        lost -> assertThat(lost.interaction().settlement())
                                .isEqualTo(new Settlement.Expired(clock.instant())));
    }

    @Test
    void aSettlementJustBeforeTheDeadlineWins() {
        var id = created(Asks.any().made()).interaction().id();
        clock.advance(Duration.ofMinutes(1).minusMillis(1));
        assertThat(settle(id, Asks.YES)).isInstanceOf(SettleResult.Won.class);
    }

    @Test
    void expirySettlesWhatIsDueAsItWasAsked() {
        var plain = created(Asks.any().made()).interaction();
        var resolving = created(Asks.any()
                        .otherwise(new OnExpiry.Resolve(new Json("{\"a\":1}")))
                        .made())
                .interaction();
        var rejecting = created(
                        Asks.any().otherwise(new OnExpiry.Reject("late")).made())
                .interaction();
        var later = created(Asks.any().within(Duration.ofHours(1)).made()).interaction();
        clock.advance(Duration.ofMinutes(1));
        var sweep = get(store.expire(10));
        assertThat(sweep.settled()).isEqualTo(3);
        assertThat(sweep.next()).contains(later.expiresAt());
        assertThat(settlement(plain)).isEqualTo(new Settlement.Expired(clock.instant()));
        assertThat(settlement(resolving))
                .isEqualTo(new Settlement.Resolved(clock.instant(), Origin.TIMEOUT, new Json("{\"a\":1}"), null));
        assertThat(settlement(rejecting)).isEqualTo(new Settlement.Rejected(clock.instant(), Origin.TIMEOUT, "late"));
        assertThat(get(store.find(later.id())).orElseThrow().isPending()).isTrue();
    }

    @Test
    void expiryIsBoundedAndTakesTheEarliestFirst() {
        var second = created(Asks.any().within(Duration.ofSeconds(2)).made()).interaction();
        var first = created(Asks.any().within(Duration.ofSeconds(1)).made()).interaction();
        clock.advance(Duration.ofMinutes(1));
        assertThat(get(store.expire(1)).settled()).isEqualTo(1);
        assertThat(get(store.find(first.id())).orElseThrow().status()).isEqualTo(Status.EXPIRED);
        assertThat(get(store.find(second.id())).orElseThrow().isPending()).isTrue();
        assertThat(get(store.expire(1)).next()).isEmpty();
    }

    @Test
    void aLeaseRunsOnlyOnceSomebodyAwaited() {
        var never = created(Asks.any().leased(Duration.ofSeconds(5)).made()).interaction();
        var awaited = created(Asks.any().leased(Duration.ofSeconds(5)).made(null, Duration.ofSeconds(10), 100));
        assertThat(awaited.due()).isEqualTo(clock.instant().plusSeconds(15));
        clock.advance(Duration.ofSeconds(15));
        assertThat(get(store.expire(10)).settled()).isEqualTo(1);
        assertThat(get(store.find(never.id())).orElseThrow().isPending()).isTrue();
        assertThat(settlement(awaited.interaction()))
                .isEqualTo(new Settlement.Cancelled(clock.instant(), Origin.ASKER_LOST, null));
    }

    @Test
    void holdingALeaseMovesItsEnd() {
        var leased = created(Asks.any().leased(Duration.ofSeconds(5)).made()).interaction();
        var held = get(store.hold(leased.id(), () -> Duration.ofSeconds(20))).orElseThrow();
        assertThat(held.due()).isEqualTo(clock.instant().plusSeconds(25));
        clock.advance(Duration.ofSeconds(6));
        assertThat(get(store.hold(leased.id(), () -> Duration.ZERO))
                        .orElseThrow()
                        .due())
                .isEqualTo(clock.instant().plusSeconds(5));
        clock.advance(Duration.ofSeconds(5));
        assertThat(settle(leased.id(), Asks.YES)).isInstanceOf(SettleResult.Lost.class);
        assertThat(settlement(leased).origin()).isEqualTo(Origin.ASKER_LOST);
    }

    @Test
    void holdingAnInteractionThatIsDueSettlesIt() {
        var leased = created(Asks.any().leased(Duration.ofSeconds(5)).made(null, Duration.ofSeconds(1), 100));
        clock.advance(Duration.ofSeconds(6));
        var held = get(store.hold(leased.interaction().id(), () -> LONG)).orElseThrow();
        assertThat(held.interaction().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void removingASessionCancelsWhatIsPendingThere() {
        var mine = created(Asks.any().made()).interaction();
        var due = created(Asks.any().within(Duration.ofSeconds(1)).made()).interaction();
        var other = created(Asks.any().in("other").made()).interaction();
        clock.advance(Duration.ofSeconds(1));
        assertThat(get(store.cancelSession(SESSION, "gone"))).isEqualTo(1);
        assertThat(get(store.cancelSession(SESSION, "gone"))).isZero();
        assertThat(settlement(mine)).isEqualTo(new Settlement.Cancelled(clock.instant(), Origin.SESSION, "gone"));
        assertThat(settlement(due)).isInstanceOf(Settlement.Expired.class);
        assertThat(get(store.find(other.id())).orElseThrow().isPending()).isTrue();
    }

    @Test
    void aClockThatIsSetBackSettlesNothingBeforeItWasAsked() {
        var interaction = created(Asks.any().made()).interaction();
        clock.advance(Duration.ofHours(-1));
        settle(interaction.id(), Asks.YES);
        assertThat(settlement(interaction).decidedAt()).isEqualTo(interaction.requestedAt());
    }

    @Test
    void newsIsToldOnceAndInOrder() {
        var first = created(Asks.any().made()).interaction();
        var second = created(Asks.any().made()).interaction();
        settle(second.id(), Asks.YES);
        settle(second.id(), Asks.NO);
        Awaitility.await().until(() -> told.size() >= 3);
        assertThat(told)
                .extracting(InteractionEvent::interaction)
                .containsExactly(first, second, get(store.find(second.id())).orElseThrow());
        assertThat(told).extracting(InteractionEvent::number).containsExactly(1L, 2L, 3L);
        assertThat(kept(0).events()).containsExactlyElementsOf(told);
    }

    @Test
    void theLogIsReadInPiecesAndByFilter() {
        for (int i = 0; i < 5; i++) {
            created(Asks.any().in(i % 2 == 0 ? "even" : "odd").made());
        }
        var even = new Filter(Set.of(new SessionId("even")), Set.of());
        var page = (EventPage.Kept) get(store.eventsAfter(0, even, 2, 1 << 20));
        assertThat(page.events()).extracting(InteractionEvent::number).containsExactly(1L, 3L);
        assertThat(page.isLast()).isFalse();
        var rest = (EventPage.Kept) get(store.eventsAfter(page.through(), even, 2, 1 << 20));
        assertThat(rest.events()).extracting(InteractionEvent::number).containsExactly(5L);
        assertThat(rest.isLast()).isTrue();
        var one = (EventPage.Kept) get(store.eventsAfter(0, Filter.ALL, 10, 1));
        assertThat(one.events()).hasSize(1);
        assertThat(get(store.eventsAfter(6, Filter.ALL, 10, 1))).isEqualTo(new EventPage.Gone());
        assertThat(kept(5).events()).isEmpty();
    }

    @Test
    void aSnapshotShowsWhatIsPendingAndTheLastNumber() {
        var one = created(Asks.any().made()).interaction();
        var two = created(Asks.any().ofType("other").made()).interaction();
        settle(created(Asks.any().made()).interaction().id(), Asks.YES);
        var all = get(store.snapshot(Filter.ALL));
        assertThat(all.number()).isEqualTo(4);
        assertThat(all.pending()).containsExactly(one, two);
        assertThat(all.truncated()).isFalse();
        var others = get(store.snapshot(new Filter(Set.of(), Set.of(new InteractionType("other")))));
        assertThat(others.pending()).containsExactly(two);
        assertThat(others.number()).isEqualTo(4);
    }

    @Test
    void pagingNeitherSkipsNorRepeats() {
        var made = new ArrayList<Interaction>();
        for (int i = 0; i < 7; i++) {
            made.add(created(Asks.any().made()).interaction());
        }
        Page first = get(store.list(query(Order.OLDEST, 3, null)));
        settle(made.get(1).id(), Asks.YES); // was seen
        settle(made.get(4).id(), Asks.YES); // was not
        Page second = get(store.list(query(Order.OLDEST, 3, first.next().orElseThrow())));
        assertThat(first.items()).containsExactlyElementsOf(made.subList(0, 3));
        assertThat(second.items()).containsExactly(made.get(3), made.get(5), made.get(6));
        assertThat(second.next()).isEmpty();
        Page newest = get(store.list(query(Order.NEWEST, 2, null)));
        assertThat(newest.items()).containsExactly(made.get(6), made.get(5));
        assertThat(get(store.list(query(Order.NEWEST, 10, newest.next().orElseThrow())))
                        .items())
                .containsExactly(made.get(3), made.get(2), made.get(0));
    }

    @Test
    void listsAreFilteredByStatusOriginAndTime() {
        var early = created(Asks.any().made()).interaction();
        clock.advance(Duration.ofSeconds(10));
        Instant middle = clock.instant();
        var late = created(Asks.any().made()).interaction();
        settle(late.id(), new Decision.Cancel(null));
        var cancelled = new ListQuery(
                Filter.ALL, Set.of(Status.CANCELLED), Set.of(Origin.ASKER), middle, null, Order.OLDEST, 10, null);
        assertThat(get(store.list(cancelled)).items())
                .extracting(Interaction::id)
                .containsExactly(late.id());
        var before = new ListQuery(Filter.ALL, Set.of(), Set.of(), null, middle, Order.OLDEST, 10, null);
        assertThat(get(store.list(before)).items()).containsExactly(early);
        var responder =
                new ListQuery(Filter.ALL, Set.of(), Set.of(Origin.RESPONDER), null, null, Order.OLDEST, 10, null);
        assertThat(get(store.list(responder)).items()).isEmpty();
    }

    @Test
    void aPageEndsBeforeItGetsTooLarge() {
        for (int i = 0; i < 3; i++) {
            var ask = Asks.any().ask();
            var large = new dev.holdpoint.interaction.Ask(
                    ask.type(),
                    ask.session(),
                    null,
                    new Json('"' + "x".repeat(Page.MAX_SIZE / 2 - 1_000) + '"'),
                    Json.EMPTY_OBJECT,
                    null,
                    ask.timeout(),
                    null,
                    null);
            created(new NewInteraction(new InteractionId(UUID.randomUUID()), large, null, Duration.ZERO, 100));
        }
        Page first = get(store.list(query(Order.OLDEST, 50, null)));
        assertThat(first.items()).hasSize(2);
        assertThat(get(store.list(query(Order.OLDEST, 50, first.next().orElseThrow())))
                        .items())
                .hasSize(1);
        assertThat(get(store.snapshot(Filter.ALL)).truncated()).isTrue();
    }

    @Test
    void totalsAreCountedByTypeAndSurvivePurging() {
        settle(created(Asks.any().made()).interaction().id(), Asks.YES);
        settle(created(Asks.any().made()).interaction().id(), Asks.NO);
        created(Asks.any().ofType("other-type").made());
        created(Asks.any()
                .ofType("other-type")
                .within(Duration.ofDays(30))
                .in("second")
                .made());
        clock.advance(Duration.ofDays(1));
        get(store.expire(10));
        clock.advance(Duration.ofDays(10));
        assertThat(get(store.purge(new Retention(Duration.ofDays(1), Duration.ofDays(1)), 100)))
                .isEqualTo(10);
        var statistics = get(store.statistics());
        assertThat(statistics.types().get("question")).isEqualTo(new Tally(2, 1, 1, 0, 0));
        assertThat(statistics.types().get("other-type")).isEqualTo(new Tally(2, 0, 0, 1, 0));
        assertThat(statistics.pending()).isEqualTo(1);
        assertThat(statistics.sessions()).isEqualTo(1);
    }

    @Test
    void beyondAThousandTypesTheRestCountsAsOther() {
        for (int i = 0; i < 1_002; i++) {
            created(Asks.any().in("s" + i).ofType("t" + i).made());
        }
        settle(get(store.list(query(Order.NEWEST, 1, null))).items().getFirst().id(), Asks.YES);
        var types = get(store.statistics()).types();
        assertThat(types).hasSize(1_001);
        assertThat(types.get("other")).isEqualTo(new Tally(2, 1, 0, 0, 0));
    }

    @Test
    void purgingKeepsWhatMustBeKept() {
        var retention = new Retention(Duration.ofDays(2), Duration.ofDays(1));
        var old = created(Asks.any().within(Duration.ofDays(30)).made(new Idempotency("k", "f"), Duration.ZERO, 10));
        var pending = created(Asks.any().within(Duration.ofDays(30)).made());
        settle(old.interaction().id(), Asks.YES);
        clock.advance(Duration.ofDays(1).plusMillis(1));
        assertThat(get(store.purge(retention, 100))).isEqualTo(3);
        assertThat(get(store.find(old.interaction().id()))).isPresent();
        assertThat(get(store.eventsAfter(0, Filter.ALL, 10, 1_000))).isEqualTo(new EventPage.Gone());
        assertThat(kept(3).events()).isEmpty();
        clock.advance(Duration.ofDays(1));
        assertThat(get(store.purge(retention, 100))).isEqualTo(1);
        assertThat(get(store.find(old.interaction().id()))).isEmpty();
        assertThat(get(store.findKey("k"))).isEmpty();
        assertThat(get(store.find(pending.interaction().id()))).isPresent();
        // numbers are never used again, not after the log was purged empty
        created(Asks.any().made());
        assertThat(kept(3).events()).extracting(InteractionEvent::number).containsExactly(4L);
    }

    @Test
    void purgingGoesInBoundedSteps() {
        for (int i = 0; i < 4; i++) {
            settle(created(Asks.any().made()).interaction().id(), Asks.YES);
        }
        clock.advance(Duration.ofDays(3));
        var retention = new Retention(Duration.ofDays(1), Duration.ofDays(1));
        assertThat(get(store.purge(retention, 5))).isEqualTo(5);
        assertThat(get(store.purge(retention, 5))).isEqualTo(5);
        assertThat(get(store.purge(retention, 5))).isEqualTo(2);
        assertThat(get(store.purge(retention, 5))).isZero();
    }

    @Test
    void theTimelineCountsAndMeasures() {
        Instant start = clock.instant();
        var ids = new ArrayList<InteractionId>();
        for (int i = 0; i < 3; i++) {
            ids.add(created(Asks.any().within(Duration.ofHours(10)).made())
                    .interaction()
                    .id());
        }
        created(Asks.any().made());
        clock.advance(Duration.ofMinutes(2));
        get(store.expire(10));
        settle(ids.get(0), Asks.YES);
        clock.advance(Duration.ofMinutes(60));
        settle(ids.get(1), Asks.NO);
        settle(ids.get(2), new Decision.Cancel(null));
        var span = new Timeline.Span(start, start.plus(Duration.ofHours(2)), Duration.ofHours(1));
        var buckets = get(store.timeline(span)).buckets();
        assertThat(buckets)
                .extracting(Timeline.Bucket::tally)
                .containsExactly(new Tally(4, 1, 0, 1, 0), new Tally(0, 0, 1, 0, 1));
        assertThat(buckets.get(0).decisions().orElseThrow().p50()).isEqualTo(120_000);
        assertThat(buckets.get(1).decisions().orElseThrow().p99()).isEqualTo(3_720_000);
    }

    private AskResult.Created created(NewInteraction asked) {
        return (AskResult.Created) get(store.create(asked));
    }

    private SettleResult settle(InteractionId id, Decision decision) {
        return get(store.settle(Asks.settle(id, decision)));
    }

    private Settlement settlement(Interaction interaction) {
        return get(store.find(interaction.id())).orElseThrow().settlement();
    }

    private EventPage.Kept kept(long after) {
        return (EventPage.Kept) get(store.eventsAfter(after, Filter.ALL, 1_000, 1 << 20));
    }

    private static ListQuery query(Order order, int limit, Long after) {
        return new ListQuery(Filter.ALL, Set.of(Status.PENDING), Set.of(), null, null, order, limit, after);
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(LONG);
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
