package dev.holdpoint.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.EventPage;
import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.broker.Retention;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sql.StoreObserver;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.GeneratedRows;
import dev.holdpoint.testing.PostgresServer;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What costs the same however much is kept, by turns in a schema with little and in one with much. {@code bench/kept.sh}
 * has much more made, and prints the medians.
 */
class MuchKeptPostgresTest {

    private static final Scope ALL = new Scope.Everything();
    private static final long FEW = Long.getLong("kept.few", 4_000);
    private static final long MANY = Long.getLong("kept.many", 80_000);

    /** A cost that grew with what is kept would be twenty times as high. */
    private static final double RATIO = 4;

    private static final int LEAST = Integer.getInteger("kept.rounds", 15);
    private static final int MOST = 5 * LEAST;
    private static final int BATCH = 20;

    /** As many as are settled at most, and where only some are pending, those of other tenants besides. */
    private static final long PENDING = (long) BATCH * MOST;

    private static final Retention LONG = new Retention(Duration.ofDays(365), Duration.ofDays(365));

    private final FakeClock clock = new FakeClock();

    /** One of the two, and what was made in it. */
    private record Kept(StoreEngine store, GeneratedRows rows) {}

    @Test
    void whatEverybodyDoes() throws SQLException {
        Kept few = keeping(FEW, PENDING * 20 / 19 + 20);
        Kept many = keeping(MANY, Long.getLong("kept.pending", 20 * PENDING));
        try {
            compare(BATCH + " asks", few, many, MuchKeptPostgresTest::ask);
            compare(BATCH + " asked and settled", few, many, MuchKeptPostgresTest::askAndSettle);
            compare(BATCH + " settlements", few, many, MuchKeptPostgresTest::settleOld);
            compare(
                    "one found",
                    few,
                    many,
                    (kept, round) -> assertThat(get(kept.store.find(ALL, id(kept.rows.settledId(round)))))
                            .isPresent());
            for (Order order : Order.values()) {
                compare(
                        "a page, " + order,
                        few,
                        many,
                        (kept, round) ->
                                assertThat(page(kept, Filter.ALL, order)).isEqualTo(50));
                compare(
                        "a page of a rare type, " + order,
                        few,
                        many,
                        (kept, round) ->
                                assertThat(page(kept, ofType("rare"), order)).isBetween(10, 11));
            }
            compare(
                    "a page of a session",
                    few,
                    many,
                    (kept, round) -> assertThat(page(kept, in("session-3"), Order.NEWEST))
                            .isPositive());
            compare(
                    "a page of what is pending",
                    few,
                    many,
                    (kept, round) -> assertThat(get(kept.store.list(
                                            ALL,
                                            new ListQuery(
                                                    Criteria.ALL.with(Set.of(Status.PENDING)), Order.OLDEST, 50, null)))
                                    .items())
                            .hasSize(50));
            compare(
                    "100 events missed",
                    few,
                    many,
                    (kept, round) -> assertThat(((EventPage.Piece)
                                            get(kept.store.after(newest(kept) - 100, ALL, Filter.ALL, 500, 1 << 24)))
                                    .events())
                            .hasSize(100));
            compare(
                    "a day of a session missed",
                    few,
                    many,
                    (kept, round) -> assertThat(((EventPage.Piece)
                                            get(kept.store.after(oldest(kept), ALL, in("rare"), 500, 1 << 24)))
                                    .events()
                                    .size())
                            .isNotNegative());
            compare(
                    "what is due, where nothing is",
                    few,
                    many,
                    (kept, round) ->
                            assertThat(get(kept.store.expire(500)).settled()).isZero());
            compare(
                    "a purge that finds nothing",
                    few,
                    many,
                    (kept, round) ->
                            assertThat(get(kept.store.purge(LONG, 100))).isZero());
            var all = new Retention(Duration.ofHours(2), Duration.ofHours(1));
            compare(
                    "a step of purging",
                    few,
                    many,
                    (kept, round) -> assertThat(get(kept.store.purge(all, 20))).isEqualTo(20));
        } finally {
            few.store.close();
            many.store.close();
        }
    }

    private static void ask(Kept kept, int round) {
        ask(kept, "new-" + round);
    }

    private static List<InteractionId> ask(Kept kept, String session) {
        List<NewInteraction> made = IntStream.range(0, BATCH)
                .mapToObj(i -> Asks.any().in(session).within(Duration.ofDays(1)).made(null, Duration.ZERO, 1_000))
                .toList();
        all(made.stream().map(one -> kept.store.create(Caller.ANONYMOUS, one)).toList());
        return made.stream().map(NewInteraction::id).toList();
    }

    /** As most are that people answer. */
    private static void askAndSettle(Kept kept, int round) {
        settle(kept, ask(kept, "answered-" + round));
    }

    private static void settle(Kept kept, List<InteractionId> ids) {
        List<SettleResult> results = all(ids.stream()
                .map(id -> kept.store.settle(Caller.ANONYMOUS, Asks.settle(id, Asks.YES)))
                .toList());
        assertThat(results).hasOnlyElementsOfType(SettleResult.Won.class);
    }

    /** Asked long ago: nobody remembers it. Spread over all that there are. */
    private static void settleOld(Kept kept, int round) {
        long step = kept.rows.pending() * 19 / 20 / PENDING;
        settle(
                kept,
                IntStream.range(0, BATCH)
                        .mapToObj(i -> id(kept.rows.pendingId((round * (long) BATCH + i) * step)))
                        .toList());
    }

    private static int page(Kept kept, Filter filter, Order order) {
        return get(kept.store.list(ALL, new ListQuery(Criteria.ALL.with(filter), order, 50, null)))
                .items()
                .size();
    }

    private static Filter in(String session) {
        return new Filter(Set.of(new SessionId(session)), Set.of());
    }

    private static Filter ofType(String type) {
        return new Filter(Set.of(), Set.of(new InteractionType(type)));
    }

    private static long newest(Kept kept) {
        return ((EventPage.Piece) get(kept.store.after(2 * kept.rows.settled(), ALL, Filter.ALL, 1, 1 << 20))).newest();
    }

    private static long oldest(Kept kept) {
        return 2 * kept.rows.settled() - kept.rows.settled() / 60;
    }

    private static InteractionId id(String text) {
        return new InteractionId(UUID.fromString(text));
    }

    /** By turns, the medians of both; of more rounds where others use the machine, which no cost that grows is helped by. */
    private static void compare(String what, Kept few, Kept many, BiConsumer<Kept, Integer> work) {
        var ofFew = new long[MOST];
        var ofMany = new long[MOST];
        int rounds = 0;
        while (rounds < LEAST || (rounds < MOST && ratio(ofFew, ofMany, rounds) >= RATIO)) {
            ofFew[rounds] = time(few, rounds, work);
            ofMany[rounds] = time(many, rounds, work);
            rounds++;
        }
        double ratio = ratio(ofFew, ofMany, rounds);
        System.getLogger(MuchKeptPostgresTest.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "%-40s %8d us with %,d, %8d us with %,d: %.2f"
                                .formatted(
                                        what,
                                        median(ofFew, rounds) / 1_000,
                                        few.rows.settled(),
                                        median(ofMany, rounds) / 1_000,
                                        many.rows.settled(),
                                        ratio));
        assertThat(ratio).as(what).isLessThan(RATIO);
    }

    private static double ratio(long[] few, long[] many, int rounds) {
        return (double) median(many, rounds) / median(few, rounds);
    }

    private static long median(long[] times, int rounds) {
        long[] sorted = Arrays.copyOf(times, rounds);
        Arrays.sort(sorted);
        return sorted[rounds / 2];
    }

    private static long time(Kept kept, int round, BiConsumer<Kept, Integer> work) {
        long start = System.nanoTime();
        work.accept(kept, round);
        return System.nanoTime() - start;
    }

    private Kept keeping(long settled, long pending) throws SQLException {
        String schema = "k" + UUID.randomUUID().toString().replace("-", "");
        PostgresServer.make(schema);
        var settings = PostgresServer.settings(PostgresServer.url(PostgresServer.port(), schema));
        PostgresStore.openAt(clock, settings, StoreObserver.NONE).close();
        var rows = new GeneratedRows(settled, pending, clock.instant(), Duration.ofDays(60));
        long start = System.nanoTime();
        try (Connection connection = PostgresServer.connect()) {
            connection.setSchema(schema);
            rows.fill(connection);
        }
        System.getLogger(MuchKeptPostgresTest.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "{0} settled and {1} pending made in {2}",
                        settled,
                        pending,
                        Duration.ofNanos(System.nanoTime() - start));
        return new Kept(PostgresStore.openAt(clock, settings, StoreObserver.NONE), rows);
    }

    private static <T> List<T> all(List<Uni<T>> unis) {
        return get(Uni.join().all(unis).andFailFast());
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(2));
    }
}
