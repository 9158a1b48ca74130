package dev.holdpoint.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.EventPage;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionEvent.Kind;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.testing.Asks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The log: news, pieces of it, and the snapshot that it goes on from. */
class LogTest extends StoreContract {

    @Test
    void newsIsToldOnceAndInOrder() {
        var first = create(Asks.any());
        var second = create(Asks.any());
        clock.advance(Duration.ofSeconds(1));
        settle(second.id(), Asks.YES);
        settle(second.id(), Asks.NO);
        Awaitility.await().until(() -> told.size() >= 3);
        assertThat(told)
                .containsExactly(
                        new InteractionEvent(1, Kind.REQUESTED, first.requestedAt(), first),
                        new InteractionEvent(2, Kind.REQUESTED, second.requestedAt(), second),
                        new InteractionEvent(3, Kind.SETTLED, clock.instant(), found(second.id())));
        assertThat(log(0).events()).containsExactlyElementsOf(told);
    }

    @Test
    void aSettledInteractionIsStillToldAsItWasAsked() {
        var asked = create(Asks.any().otherwise(null));
        get(store.settle(ANNA, Asks.settle(asked.id(), Asks.YES)));
        assertThat(log(0).events()).extracting(InteractionEvent::interaction).containsExactly(asked, found(asked.id()));
    }

    @Test
    void whatIsPendingIsCountedWithTheEventsThatItIsCountedBy() {
        create(Asks.any());
        settle(create(Asks.any()).id(), Asks.YES);
        create(Asks.any().in("another"));

        assertThat(get(store.countPending())).isEqualTo(new PendingCount(2, 4));
    }

    @Test
    void theLogIsReadInPiecesAndByFilter() {
        for (int i = 0; i < 5; i++) {
            create(Asks.any().in(i % 2 == 0 ? "even" : "odd"));
        }
        var even = new Filter(Set.of(new SessionId("even")), Set.of());
        var page = (EventPage.Piece) get(store.after(0, ALL, even, 2, 1 << 20));
        assertThat(page.events()).extracting(InteractionEvent::number).containsExactly(1L, 3L);
        assertThat(page.isLast()).isFalse();
        var rest = (EventPage.Piece) get(store.after(page.through(), ALL, even, 2, 1 << 20));
        assertThat(rest.events()).extracting(InteractionEvent::number).containsExactly(5L);
        assertThat(rest.isLast()).isTrue();
        var one = (EventPage.Piece) get(store.after(0, ALL, Filter.ALL, 10, 1));
        assertThat(one.events()).hasSize(1);
        assertThat(get(store.after(6, ALL, Filter.ALL, 10, 1))).isEqualTo(new EventPage.Gone());
        assertThat(log(5).events()).isEmpty();
    }

    @Test
    void aPieceOfTheLogIsMeasuredInBytes() {
        for (int i = 0; i < 4; i++) {
            create(Asks.any().saying(new Json('"' + "\u4e2d".repeat(10_000) + '"')));
        }
        var page = (EventPage.Piece) get(store.after(0, ALL, Filter.ALL, 10, 65_000));
        assertThat(page.events()).hasSize(2);
    }

    @Test
    void aSnapshotShowsWhatIsPendingAndTheLastNumber() {
        var one = create(Asks.any());
        var two = create(Asks.any().ofType("other"));
        settle(create(Asks.any()).id(), Asks.YES);
        var all = get(store.snapshot(ALL, Filter.ALL));
        assertThat(all.number()).isEqualTo(4);
        assertThat(all.pending()).containsExactly(one, two);
        assertThat(all.truncated()).isFalse();
        var others = get(store.snapshot(ALL, new Filter(Set.of(), Set.of(new InteractionType("other")))));
        assertThat(others.pending()).containsExactly(two);
        assertThat(others.number()).isEqualTo(4);
    }

    @Test
    void whatWasMissedIsFoundBySessionAndByType() {
        Interaction settledLate = create(Asks.any().in("one").ofType("a"));
        create(Asks.any().in("two").ofType("a"));
        long since = log(0).newest();
        create(Asks.any().in("two").ofType("b"));
        settle(settledLate.id(), Asks.YES);
        create(Asks.any().in("one").ofType("b"));
        create(Asks.any().in("three").ofType("c"));

        assertMissed(since);
        muchHappens();
        assertMissed(since);
    }

    private void assertMissed(long since) {
        assertThat(numbers(since, Set.of("one"), Set.of())).containsExactly(4L, 5L);
        assertThat(numbers(since, Set.of("one", "three"), Set.of())).containsExactly(4L, 5L, 6L);
        assertThat(numbers(since, Set.of(), Set.of("a"))).containsExactly(4L);
        assertThat(numbers(since, Set.of(), Set.of("b", "c"))).containsExactly(3L, 5L, 6L);
        assertThat(numbers(since, Set.of("one"), Set.of("b"))).containsExactly(5L);
        assertThat(numbers(since, Set.of("four"), Set.of())).isEmpty();
    }

    @Test
    void aTabThatCaresForManySessionsMissesNothing() {
        // Given
        var sessions = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            create(Asks.any().in("s" + i));
            sessions.add("s" + i);
        }
        create(Asks.any().in("another"));
        muchHappens();

        assertThat(numbers(30, Set.copyOf(sessions), Set.of()))
                .containsExactly(31L, 32L, 33L, 34L, 35L, 36L, 37L, 38L, 39L, 40L);
    }

    @Test
    void aFilteredPieceEndsAtItsLimitAndGoesOnFromThere() {
        for (int i = 0; i < 5; i++) {
            create(Asks.any().in("one"));
            create(Asks.any().in("two"));
        }
        var one = new Filter(Set.of(new SessionId("one")), Set.of());

        var piece = (EventPage.Piece) get(store.after(0, ALL, one, 3, 1 << 20));
        assertThat(piece.events()).extracting(InteractionEvent::number).containsExactly(1L, 3L, 5L);
        assertThat(piece.through()).isEqualTo(5);
        var rest = (EventPage.Piece) get(store.after(piece.through(), ALL, one, 3, 1 << 20));
        assertThat(rest.events()).extracting(InteractionEvent::number).containsExactly(7L, 9L);
        assertThat(rest.isLast()).isTrue();
        var bySize = (EventPage.Piece) get(store.after(0, ALL, one, 3, 1));
        assertThat(bySize.events()).hasSize(1);
        assertThat(bySize.through()).isEqualTo(1);
    }

    /** So much that whoever missed it is behind by far. */
    private void muchHappens() {
        var asked = new ArrayList<CompletionStage<?>>();
        for (int i = 0; i < 2_500; i++) {
            var filler = Asks.any().in("filler").ofType("filler").made(null, Duration.ZERO, Integer.MAX_VALUE);
            asked.add(store.create(NOBODY, filler).subscribeAsCompletionStage());
        }
        asked.forEach(each -> each.toCompletableFuture().join());
    }

    @Test
    void aFilteredPieceOfLongAgoEndsAtItsLimitToo() {
        for (int i = 0; i < 5; i++) {
            settle(create(Asks.any().in("one").ofType("a")).id(), Asks.YES);
        }
        muchHappens();

        for (Filter filter : List.of(
                new Filter(Set.of(new SessionId("one")), Set.of()),
                new Filter(Set.of(), Set.of(new InteractionType("a"))))) {
            var piece = (EventPage.Piece) get(store.after(0, ALL, filter, 3, 1 << 20));
            assertThat(piece.events()).extracting(InteractionEvent::number).containsExactly(1L, 2L, 3L);
            assertThat(piece.through()).isEqualTo(3);
            var bySize = (EventPage.Piece) get(store.after(3, ALL, filter, 30, 1));
            assertThat(bySize.events()).extracting(InteractionEvent::number).containsExactly(4L);
            assertThat(bySize.through()).isEqualTo(4);
            var rest = (EventPage.Piece) get(store.after(4, ALL, filter, 6, 1 << 20));
            assertThat(rest.events()).hasSize(6);
            assertThat(rest.isLast()).isTrue();
        }
    }

    private List<Long> numbers(long after, Set<String> sessions, Set<String> types) {
        var filter = new Filter(
                sessions.stream().map(SessionId::new).collect(Collectors.toSet()),
                types.stream().map(InteractionType::new).collect(Collectors.toSet()));
        var numbers = new ArrayList<Long>();
        EventPage.Piece piece;
        do {
            piece = (EventPage.Piece) get(store.after(after, ALL, filter, 2, 1 << 20));
            piece.events().forEach(event -> numbers.add(event.number()));
            after = piece.through();
        } while (!piece.isLast());
        return numbers;
    }

    @Test
    void aSnapshotEndsAtAPagesBytes() {
        Asks large = Asks.any().saying(new Json('"' + "x".repeat(Sizes.PAGE / 2 - 1_000) + '"'));
        for (int i = 0; i < 3; i++) {
            create(large);
        }
        var snapshot = get(store.snapshot(ALL, Filter.ALL));
        assertThat(snapshot.pending()).hasSize(2);
        assertThat(snapshot.truncated()).isTrue();
    }

    @Test
    void anotherTenantSeesTheNumbersAndNothingElse() {
        create(Asks.any());
        var elsewhere = STRANGER.scope();
        assertThat(get(store.snapshot(elsewhere, Filter.ALL)).pending()).isEmpty();
        assertThat(get(store.snapshot(elsewhere, Filter.ALL)).number()).isEqualTo(1);
        assertThat(((EventPage.Piece) get(store.after(0, elsewhere, Filter.ALL, 10, 1 << 20))).events())
                .isEmpty();
        var theirs = new ArrayList<>();
        get(store.create(STRANGER, Asks.any().made()));
        theirs.addAll(((EventPage.Piece) get(store.after(0, elsewhere, Filter.ALL, 10, 1 << 20))).events());
        assertThat(theirs).hasSize(1);
    }
}
