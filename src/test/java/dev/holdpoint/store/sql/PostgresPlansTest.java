package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Period;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Position;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.testing.Callers;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.GeneratedRows;
import dev.holdpoint.testing.PostgresServer;
import dev.holdpoint.testing.StoreKind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** On PostgreSQL, too, nothing that is asked often looks at all that is kept, or sorts it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPlansTest {

    private static final Scope ANYBODY = Caller.ANONYMOUS.scope();
    private static final Scope FAMILY =
            Callers.person("anna", Callers.grant(Permission.ASK)).scope();
    private static final Scope STRANGER = Callers.STRANGER.scope();
    private static final Filter ONE_SESSION = new Filter(Set.of(new SessionId("session-3")), Set.of());
    private static final Filter SESSIONS =
            new Filter(Set.of(new SessionId("session-3"), new SessionId("often")), Set.of());
    private static final Filter RARE = new Filter(Set.of(), Set.of(new InteractionType("rare")));
    private static final Filter QUESTIONS = new Filter(Set.of(), Set.of(new InteractionType("question")));

    private static final Pattern PARAMETER = Pattern.compile("\\?");

    private final FakeClock clock = new FakeClock();

    @TempDir
    static Path folder;

    /** Two databases: what one has was asked over months, and the log purged of it; in the other, all in an hour. */
    private final List<StoreEngine> stores = new ArrayList<>();

    private final List<Sql> databases = new ArrayList<>();

    @BeforeAll
    void fill() throws SQLException {
        for (Duration over : List.of(Duration.ofDays(60), Duration.ofHours(1))) {
            Path own = folder.resolve(over.toString());
            StoreEngine store = StoreKind.POSTGRESQL.open(own, clock);
            stores.add(store);
            try (var connection = PostgresServer.connect()) {
                connection.setSchema(PostgresServer.schema(own));
                new GeneratedRows(100_000, 5_000, clock.instant(), over).fill(connection);
            }
            databases.add(Opened.dialect(store).openReader());
        }
    }

    @BeforeEach
    void begin() {
        databases.forEach(Opened.dialect(stores.getFirst())::beginReading);
    }

    @AfterEach
    void end() {
        databases.forEach(Opened.dialect(stores.getFirst())::endReading);
    }

    @AfterAll
    void close() {
        databases.forEach(Sql::close);
        stores.forEach(StoreEngine::close);
    }

    @Test
    void pages() {
        for (Scope scope : List.of(ANYBODY, FAMILY, STRANGER)) {
            for (Filter filter : List.of(Filter.ALL, ONE_SESSION, SESSIONS, RARE, QUESTIONS)) {
                for (Set<Status> statuses :
                        List.of(Set.<Status>of(), Set.of(Status.PENDING), Set.of(Status.RESOLVED, Status.REJECTED))) {
                    for (Order order : Order.values()) {
                        page(scope, filter, statuses, order);
                    }
                }
            }
        }
    }

    private void page(Scope scope, Filter filter, Set<Status> statuses, Order order) {
        String what = scope + " " + filter + " " + statuses + " " + order;
        Instant decided = clock.instant().minus(Duration.ofDays(30));
        var place = new Position(100_000, order == Order.DECIDED ? decided : null);
        var end = new Position(
                order == Order.OLDEST ? 102_000 : 98_000,
                order == Order.DECIDED ? decided.minus(Duration.ofHours(1)) : null);
        var period = new Period(clock.instant().minus(Duration.ofDays(40)), null);
        for (Criteria criteria : List.of(
                Criteria.ALL.with(filter).with(statuses),
                Criteria.ALL.with(filter).with(statuses).requestedIn(period).decidedIn(period))) {
            for (boolean isFirst : List.of(true, false)) {
                Position after = isFirst ? null : place;
                var candidates = Candidates.of(databases.getFirst(), scope, new ListQuery(criteria, order, 50, after));
                Conditions indexed = candidates.indexed(after);
                holds(what + " candidates", candidates.statement(indexed) + " OFFSET 999", indexed.parametersAnd(1));
                for (var through : List.of(Optional.<Position>empty(), Optional.of(end))) {
                    Conditions wanted = candidates.wanted(after, through);
                    String read = switch (order) {
                        case OLDEST -> Queries.inOrder(wanted, "");
                        case NEWEST -> Queries.inOrder(wanted, " DESC");
                        case DECIDED -> candidates.statement(wanted);
                    };
                    holds(what + " read", read, wanted.parametersAnd(51));
                }
            }
        }
    }

    @Test
    void snapshots() {
        for (Scope scope : List.of(ANYBODY, FAMILY, STRANGER)) {
            for (Filter filter : List.of(Filter.ALL, ONE_SESSION, SESSIONS, RARE, QUESTIONS)) {
                Conditions pending = Queries.onlyPending(Conditions.of(scope, filter));
                holds(scope + " " + filter, Queries.inOrder(pending, ""), pending.parametersAnd(1_001));
            }
        }
    }

    @Test
    void whatATabMissed() {
        for (Filter filter : List.of(ONE_SESSION, RARE, QUESTIONS)) {
            var numbers = EventNumbers.of(ANYBODY, filter);
            holds(filter.toString(), numbers.statement(), numbers.parameters(150_000, 501));
        }
        holds(
                "the log",
                LogQueries.FROM + " WHERE t.number > ? AND t.number <= ? ORDER BY t.number LIMIT ?",
                199_000L,
                201_000L,
                501);
        holds("what is new", LogQueries.FROM + " WHERE t.number > ? ORDER BY t.number LIMIT ?", 204_990L, 501);
        holds("what others did", OthersLog.NOTICES, 204_990L, Long.MAX_VALUE, OthersLog.PIECE);
        holds("all of what others did", OthersLog.ALL, 204_990L, Long.MAX_VALUE, OthersLog.PIECE);
        holds("what is wanted of it", OthersLog.WHOLE, (Object) new Long[] {204_992L, 204_995L});
    }

    @Test
    void timelines() {
        for (String column : List.of("requested_at", "decided_at")) {
            Conditions wanted = Conditions.of(ANYBODY);
            holds(
                    column,
                    TimelineRows.statement(wanted, column, "1"),
                    wanted.parametersAnd(
                            clock.instant().minus(Duration.ofDays(3)), -1L, clock.instant(), TimelineRows.TURN));
        }
    }

    @Test
    void whatIsDue() {
        holds("due", "SELECT s.id FROM state s WHERE " + KeptRows.DUE + ", s.sequence LIMIT ?", clock.instant(), 500);
        holds(
                "latest due",
                "SELECT s.id FROM state s WHERE " + KeptRows.DUE + " DESC, s.sequence DESC LIMIT ?",
                clock.instant().plus(Duration.ofDays(2)),
                500);
    }

    @Test
    void whatIsFound() {
        holds("id", Queries.AT.replace("s.sequence = ?", "s.id = ?"), "00000000-0000-7000-8000-000000000001");
        holds("sequence", Queries.AT, 1L);
        holds("key", "SELECT 1 FROM state s WHERE " + Queries.OF_KEY, Queries.ofKey(Caller.ANONYMOUS, "k"));
    }

    @Test
    void whatIsPurged() {
        holds("events", Purging.EVENTS, 0L, 20_000L, 200);
        holds("state", "DELETE FROM state WHERE sequence IN (SELECT sequence FROM event WHERE number <= ?)", 200L);
    }

    /**
     * Neither all of a table is read nor much kept for later; whatever is found among what is kept, an index finds. That is so
     * for these parameters, and where one plan has to serve for all.
     */
    private void holds(String what, String statement, Object... parameters) {
        for (Sql sql : databases) {
            holds(what, statement, explain(sql, "EXPLAIN " + statement, parameters));
            holds(what + " for all parameters", statement, planForAll(sql, statement));
        }
    }

    private static String planForAll(Sql sql, String statement) {
        var count = new AtomicInteger();
        String numbered = PARAMETER.matcher(sql.spelt(statement)).replaceAll(found -> "\\$" + count.incrementAndGet());
        sql.execute("SET LOCAL plan_cache_mode = force_generic_plan");
        sql.execute("PREPARE for_all AS " + numbered);
        String nothing = String.join(", ", Collections.nCopies(count.get(), "NULL"));
        String plan = explain(sql, "EXPLAIN EXECUTE for_all" + (nothing.isEmpty() ? "" : "(" + nothing + ")"));
        sql.execute("DEALLOCATE for_all");
        sql.execute("SET LOCAL plan_cache_mode = auto");
        return plan;
    }

    private static void holds(String what, String statement, String plan) {
        assertThat(plan)
                .as("%s%n%s%n%s", what, statement, plan)
                .doesNotContain("Seq Scan", "Hash ", "Merge Join", "Gather", "Bitmap", "Materialize");
    }

    private static String explain(Sql sql, String statement, Object... parameters) {
        return String.join("\n", sql.all(statement, Row::text, parameters));
    }
}
