package dev.holdpoint.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.broker.Retention;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.store.sql.SqlFailure;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is large stands by months, which come before they are needed and go once they are not. */
class MonthsTest extends ReplicasFixture {

    private static final Retention A_WEEK = new Retention(Duration.ofDays(7), Duration.ofDays(1));
    private static final Duration YEARS = Duration.ofDays(3 * 365);
    private static final Decision LARGE =
            new Decision.Resolve(new Json("{\"text\":\"" + "ä".repeat(3_000) + "\"}"), "because");

    private final FakeClock clock = new FakeClock();

    /** One replica hears of no new month but by what it does itself; the first is quiet all the time. */
    @Test
    void askingGoesOnWhateverMonthOrYearBegins() {
        Replica one = openAt(clock);
        Replica other = openAt(clock);
        var asked = new ArrayList<Interaction>();
        for (String moment : List.of(
                "2026-11-30T23:59:59.999Z",
                "2026-12-01T00:00:00Z",
                "2026-12-31T23:59:59.999Z",
                "2027-01-01T00:00:00Z",
                "2027-05-09T10:00:00Z",
                "2028-02-29T23:59:59.999Z",
                "2028-03-01T00:00:00Z",
                "2031-07-01T00:00:00Z")) {
            go(moment);
            asked.add(other.ask(Asks.any().within(YEARS.multipliedBy(3)).made()));
            asked.add(one.ask(Asks.any().within(YEARS.multipliedBy(3)).made()));
        }

        assertThat(asked).allSatisfy(one_ -> assertThat(one.found(one_.id())).isEqualTo(one_));
        assertThat(get(one.store().list(ALL, new ListQuery(Criteria.ALL, Order.OLDEST, 50, null)))
                        .items())
                .isEqualTo(asked);
        assertThat(asked)
                .allSatisfy(one_ -> assertThat(other.settle(one_.id(), LARGE))
                        .isEqualTo(new SettleResult.Won(one.found(one_.id()))));
    }

    /** Time goes on within a transaction, too. */
    @Test
    void thisMonthAndTheNextAreThereBeforeAnythingIsOfThem() throws Exception {
        openAt(clock);
        assertThat(months("payload")).containsExactly("payload_2026_11", "payload_2026_12");
        go("2026-12-24T00:00:00Z");

        letGo();

        assertThat(months("payload")).containsExactly("payload_2026_12", "payload_2027_01");
        assertThat(months("response")).containsExactly("response_2026_12", "response_2027_01");
    }

    @Test
    void whoPurgesLetsMonthsGoBesides() {
        Replica replica = openAt(clock);
        go("2027-02-01T00:00:00Z");
        assertThat(get(replica.store().purge(A_WEEK, 100))).isZero();

        soon().until(() -> months("payload").equals(List.of("payload_2027_02", "payload_2027_03")));
    }

    @Test
    void whatIsPastRetentionIsNotFoundAtOnceWheneverItsMonthGoes() throws Exception {
        Replica replica = openAt(clock);
        Interaction asked = replica.ask();
        replica.settle(asked.id(), LARGE);
        assertThat(replica.found(asked.id()).settlement()).isNotNull();
        assertThat(rows("payload") + rows("response")).isEqualTo(2);
        clock.advance(Duration.ofDays(8));

        purge(replica);

        assertThat(get(replica.store().find(ALL, asked.id()))).isEmpty();
        assertThat(get(replica.store().list(ALL, new ListQuery(Criteria.ALL, Order.DECIDED, 50, null)))
                        .items())
                .isEmpty();
        assertThat(rows("payload") + rows("response")).isEqualTo(2);
        letGo();
        assertThat(months("payload")).startsWith("payload_2026_11"); // ended less than a day ago
        clock.advance(Duration.ofDays(1));
        letGo();
        assertThat(months("payload")).startsWith("payload_2026_12");
        assertThat(months("response")).startsWith("response_2026_12");
        assertThat(rows("payload") + rows("response")).isZero();
    }

    @Test
    void aMonthStaysAsLongAsAnythingOfItIsKept() throws Exception {
        Replica replica = openAt(clock);
        Interaction pending = replica.ask(Asks.any().within(YEARS).made());
        replica.settle(replica.ask().id(), LARGE);
        go("2027-03-10T00:00:00Z");
        purge(replica);
        letGo();
        assertThat(months("payload")).startsWith("payload_2026_11", "payload_2027_03");
        assertThat(months("response")).startsWith("response_2027_03");
        assertThat(replica.found(pending.id())).isEqualTo(pending);

        // Its answer is of another month, and kept as long.
        replica.settle(pending.id(), LARGE);
        Interaction settled = replica.found(pending.id());
        go("2027-03-16T00:00:00Z");
        purge(replica);
        letGo();
        assertThat(replica.found(pending.id())).isEqualTo(settled);

        go("2027-04-02T00:00:00Z");
        purge(replica);
        letGo();
        assertThat(get(replica.store().find(ALL, pending.id()))).isEmpty();
        assertThat(months("payload")).startsWith("payload_2027_04");
        assertThat(months("response")).startsWith("response_2027_04");
    }

    /** Somebody reads for hours: who comes after goes on, and the month goes once they have ended. */
    @Test
    void aMonthThatCannotGoInTimeGoesLater() throws Exception {
        Replica replica = openAt(clock);
        replica.settle(replica.ask().id(), LARGE);
        go("2027-02-02T00:00:00Z");
        Interaction kept = replica.ask(Asks.any().within(YEARS).made());
        purge(replica);
        try (Connection reader = connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.executeQuery("SELECT count(*) FROM payload").close();

            assertThatThrownBy(this::letGo).isInstanceOf(SqlFailure.class).hasMessageContaining("lock timeout");

            assertThat(pendingDetach()).isEqualTo("payload_2026_11");
            assertThat(replica.found(kept.id())).isEqualTo(kept);
            assertThat(replica.settle(kept.id(), LARGE)).isInstanceOf(SettleResult.Won.class);
            replica.ask();
            assertThatThrownBy(this::letGo).isInstanceOf(SqlFailure.class);
            reader.rollback();
        }

        letGo();

        assertThat(pendingDetach()).isNull();
        assertThat(tables()).noneMatch(name -> name.endsWith("2026_11") || name.endsWith("2026_12"));
        assertThat(replica.found(kept.id()).settlement()).isNotNull();
    }

    /** As where the process is killed between two statements, or somebody detached it by hand. */
    @Test
    void whatIsDetachedAlreadyIsDroppedAndPutBackWhereItIsNeeded() throws Exception {
        Replica replica = openAt(clock);
        Interaction kept = replica.ask(Asks.any().within(YEARS).made());
        go("2027-02-02T00:00:00Z");
        run("ALTER TABLE payload DETACH PARTITION payload_2026_11");
        run("ALTER TABLE payload DETACH PARTITION payload_2026_12");

        letGo();

        assertThat(tables()).contains("payload_2026_11").doesNotContain("payload_2026_12");
        assertThat(replica.found(kept.id())).isEqualTo(kept);
    }

    @Test
    void aMonthThatSomebodyTookAwayIsMadeAgain() throws Exception {
        Replica replica = openAt(clock);
        replica.ask();
        run("DROP TABLE payload_2026_11");

        Interaction asked = replica.ask();

        assertThat(replica.found(asked.id())).isEqualTo(asked);
    }

    @Test
    void ofTwoWhoLetGoAtOnceOneDoes() throws Exception {
        Replica replica = openAt(clock);
        Interaction kept = replica.ask(Asks.any().within(YEARS.multipliedBy(3)).made());
        for (int year = 2027; year < 2031; year++) {
            go(year + "-01-01T00:00:00Z");
            replica.settle(replica.ask().id(), LARGE);
        }
        clock.advance(Duration.ofDays(60));
        purge(replica);
        try (var two = Executors.newFixedThreadPool(2)) {
            Callable<Boolean> one = () -> {
                letGo();
                return true;
            };
            for (var done : two.invokeAll(List.of(one, one))) {
                assertThat(done.get()).isTrue();
            }
        }

        assertThat(pendingDetach()).isNull();
        assertThat(months("payload")).containsExactly("payload_2026_11", "payload_2030_03", "payload_2030_04");
        assertThat(replica.found(kept.id())).isEqualTo(kept);
    }

    /** Many months go while others ask, settle, and read one, lists and the log. */
    @Test
    void nobodyIsHeldUpAndNothingIsMissed() throws Exception {
        Replica one = openAt(clock);
        Replica other = openAt(clock);
        Interaction kept = one.ask(Asks.any().within(YEARS.multipliedBy(3)).made());
        for (int month = 1; month <= 24; month++) {
            clock.advance(Duration.ofDays(31));
            one.settle(one.ask().id(), LARGE);
        }
        clock.advance(Duration.ofDays(62));
        purge(one);
        purge(other); // whichever of them it is that purges
        var isOver = new AtomicBoolean();
        try (var people = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> doing = List.of(
                    () -> {
                        int count = 0;
                        for (; !isOver.get() || count == 0; count++) {
                            Interaction asked = one.ask();
                            assertThat(other.settle(asked.id(), LARGE)).isInstanceOf(SettleResult.Won.class);
                            assertThat(one.found(asked.id()).settlement()).isNotNull();
                        }
                        return count;
                    },
                    () -> {
                        int count = 0;
                        for (; !isOver.get() || count == 0; count++) {
                            assertThat(other.found(kept.id())).isEqualTo(kept);
                        }
                        return count;
                    },
                    () -> {
                        int count = 0;
                        for (; !isOver.get() || count == 0; count++) {
                            assertThat(get(one.store().list(ALL, new ListQuery(Criteria.ALL, Order.OLDEST, 50, null)))
                                            .items())
                                    .startsWith(kept);
                        }
                        return count;
                    });
            var done = doing.stream().map(people::submit).toList();

            try {
                letGoAtLast();
            } finally {
                isOver.set(true);
            }
            for (var each : done) {
                assertThat(each.get()).isPositive();
            }
        }
        assertThat(months("payload")).hasSize(3).startsWith("payload_2026_11");
        soon().untilAsserted(() -> assertThat(other.all()).isEqualTo(one.all()));
    }

    private void go(String moment) {
        clock.advance(Duration.between(clock.instant(), Instant.parse(moment)));
    }

    private static void purge(Replica replica) {
        get(replica.store().expire(1_000));
        while (get(replica.store().purge(A_WEEK, 1_000)) > 0) {}
    }

    /** Where a replica is at it by itself, after it. */
    private void letGo() {
        var connecting = new Connecting(PostgresServer.settings(url(PostgresServer.port())));
        var months = new OldMonths(connecting, new Months(), Duration.ofMillis(700));
        soon().ignoreExceptionsMatching(MonthsTest::isUnreachable).until(() -> months.letGo(clock.instant()));
    }

    /** Goes on where a reader held it up, as the next look does. */
    private void letGoAtLast() {
        soon().ignoreException(SqlFailure.class).until(() -> {
            letGo();
            return true;
        });
    }

    private static boolean isUnreachable(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("attempt timed out");
    }

    private List<String> months(String table) throws SQLException {
        return texts("SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = '" + table + "'::regclass"
                + " ORDER BY inhrelid::regclass::text");
    }

    private List<String> tables() throws SQLException {
        return texts("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()");
    }

    private String pendingDetach() throws SQLException {
        return texts("SELECT inhrelid::regclass FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                        + " WHERE inhdetachpending AND c.relnamespace = current_schema()::regnamespace")
                .stream()
                .findFirst()
                .orElse(null);
    }

    private long rows(String table) throws SQLException {
        return Long.parseLong(texts("SELECT count(*) FROM " + table).getFirst());
    }

    private List<String> texts(String query) throws SQLException {
        var all = new ArrayList<String>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }
}
