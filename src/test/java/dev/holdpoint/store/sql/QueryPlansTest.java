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
import dev.holdpoint.testing.StoreKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked often is found without a look at what is settled, however much of that is kept. */
class QueryPlansTest {

    private static final Scope SCOPE = Caller.ANONYMOUS.scope();
    private static final Filter IN_A_SESSION = new Filter(Set.of(new SessionId("one")), Set.of());
    private static final Filter OF_A_TYPE = new Filter(Set.of(), Set.of(new InteractionType("question")));

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();
    private StoreEngine store;
    private Sql sql;

    @BeforeEach
    void open() {
        store = StoreKind.SQLITE.open(folder, clock);
        sql = Opened.dialect(store).openReader();
    }

    @AfterEach
    void close() {
        sql.close();
        store.close();
    }

    @Test
    void whatIsPendingIsReadInOrderFromItsIndex() {
        for (Filter filter : List.of(Filter.ALL, OF_A_TYPE)) {
            assertThat(plan(pending(filter))).startsWith("SCAN s USING INDEX state_pending");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Order.class,
            names = {"OLDEST", "NEWEST"})
    void aPageIsReadInOrderFromAnIndexOfItsCandidates(Order order) {
        String beyond = order == Order.OLDEST ? "sequence>?" : "sequence<?";
        Set<Status> pending = Set.of(Status.PENDING);
        Set<Status> settled = Set.of(Status.RESOLVED, Status.REJECTED);
        assertThat(candidates(Filter.ALL, pending, order)).isEqualTo(search("INDEX state_pending", beyond));
        assertThat(candidates(OF_A_TYPE, pending, order)).isEqualTo(search("INDEX state_pending", beyond));
        assertThat(candidates(Filter.ALL, settled, order))
                .isEqualTo(search("INTEGER PRIMARY KEY", "rowid" + beyond.charAt(8) + "?"));
        assertThat(candidates(IN_A_SESSION, settled, order))
                .isEqualTo(search("INDEX state_session", "session_id=? AND " + beyond));
        assertThat(candidates(OF_A_TYPE, settled, order)).isEqualTo(search("INDEX state_type", "type=? AND " + beyond));
    }

    /** Neither how much is of others, nor that there is any of it, is told by the time that it takes. */
    @ParameterizedTest
    @EnumSource(
            value = Order.class,
            names = {"OLDEST", "NEWEST"})
    void whatIsOfAFamilyOrOfAnotherTenantIsReadInOrderFromItsIndex(Order order) {
        Scope family = Callers.person("anna", Callers.grant(Permission.ASK)).scope();
        Scope other = Callers.STRANGER.scope();
        String beyond = "rowid" + (order == Order.OLDEST ? ">" : "<") + "?";
        for (Set<Status> statuses : List.of(Set.of(Status.PENDING), Set.of(Status.RESOLVED), Set.<Status>of())) {
            assertThat(candidates(family, Filter.ALL, statuses, order))
                    .isEqualTo(search("INDEX state_family", "family=? AND " + beyond));
            assertThat(candidates(other, Filter.ALL, statuses, order))
                    .isEqualTo(search("INDEX state_tenant", "tenant=? AND " + beyond));
        }
        assertThat(plan(Queries.onlyPending(Conditions.of(family, Filter.ALL))))
                .first()
                .asString()
                .startsWith("SEARCH s USING INDEX state_family (family=?");
        assertThat(plan(Queries.onlyPending(Conditions.of(other, Filter.ALL))))
                .first()
                .asString()
                .startsWith("SEARCH s USING INDEX state_tenant (tenant=?");
    }

    @Test
    void whatWasDecidedLastIsReadInOrderFromTheIndexOfDecisions() {
        var sessions = new Filter(Set.of(new SessionId("one"), new SessionId("two")), Set.of());
        for (Filter filter : List.of(Filter.ALL, sessions)) {
            assertThat(candidates(filter, Set.of(Status.RESOLVED), Order.DECIDED))
                    .startsWith("SEARCH s USING INDEX state_decided (");
        }
    }

    @Test
    void whatWasDecidedInASmallSessionOrOfARareTypeIsReadFromItsIndexAndSorted() {
        assertThat(decided(IN_A_SESSION)).startsWith("SEARCH s USING INDEX state_session (session_id=?");
        assertThat(decided(OF_A_TYPE)).startsWith("SEARCH s USING INDEX state_type (type=?");
    }

    private String decided(Filter filter) {
        var candidates = Candidates.of(sql, SCOPE, new ListQuery(Criteria.ALL.with(filter), Order.DECIDED, 10, null));
        Conditions wanted = candidates.wanted(new Position(5, clock.instant()), Optional.empty());
        return explain(candidates.statement(wanted), wanted.parametersAnd(10)).getFirst();
    }

    @Test
    void whatATabMissedOfASessionOrATypeIsReadFromIndexesOfThem() {
        assertThat(missed(IN_A_SESSION))
                .containsExactly(
                        "SEARCH s USING INDEX state_session (session_id=? AND sequence>?)",
                        "SEARCH s USING INDEX state_session (session_id=?)");
        assertThat(missed(OF_A_TYPE))
                .containsExactly(
                        "SEARCH s USING INDEX state_type (type=? AND sequence>?)",
                        "SEARCH s USING INDEX state_type_settled (type=? AND settled_number>?)");
    }

    @Test
    void aTimelineIsReadInOrderFromIndexesOfItsTimes() {
        for (String column : List.of("requested_at", "decided_at")) {
            Conditions wanted = Conditions.of(SCOPE);
            assertThat(explain(TimelineRows.statement(wanted, column, "1"), wanted.parametersAnd(1L, 1L, 9L, 10)))
                    .singleElement()
                    .asString()
                    .startsWith("SEARCH s USING INDEX state_" + column.replace("_at", "") + " (");
        }
    }

    @Test
    void whatIsToBePurgedIsReadInOrderFromTheLogItself() {
        assertThat(explain(Purging.EVENTS, 1L, 9L, 10))
                .containsExactly("SEARCH event USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)");
    }

    @Test
    void whatIsPendingInASessionIsReadFromAnIndexOfSessions() {
        assertThat(plan(pending(IN_A_SESSION)))
                .startsWith("SEARCH s USING INDEX state_pending_session (session_id=? AND tenant=?)");
    }

    @Test
    void nothingIsSortedThatIsReadInTheOrderItWasMade() {
        for (Filter filter : List.of(Filter.ALL, OF_A_TYPE, IN_A_SESSION)) {
            assertThat(plan(Conditions.of(SCOPE, filter))).noneMatch(step -> step.contains("TEMP B-TREE"));
        }
    }

    @Test
    void aKeyIsLookedUp() {
        assertThat(explain("SELECT 1 FROM state s WHERE " + Queries.OF_KEY, Queries.ofKey(Caller.ANONYMOUS, "k")))
                .singleElement()
                .asString()
                .contains("USING", "state_ask_key");
    }

    @Test
    void whatIsDueIsReadFromItsIndex() {
        assertThat(explain(
                        "SELECT * FROM state s WHERE s.status = 'pending' AND s.due_at <= ?"
                                + " ORDER BY s.due_at, s.sequence LIMIT 5",
                        1L))
                .containsExactly("SEARCH s USING INDEX state_due (due_at<?)");
    }

    private static String search(String index, String columns) {
        return "SEARCH s USING " + index + " (" + columns + ")";
    }

    /** How candidates are found; what is wanted of them is read by the same index then. */
    private String candidates(Filter filter, Set<Status> statuses, Order order) {
        return candidates(SCOPE, filter, statuses, order);
    }

    private String candidates(Scope scope, Filter filter, Set<Status> statuses, Order order) {
        var after = new Position(5, order == Order.DECIDED ? clock.instant() : null);
        var period = new Period(clock.instant(), null);
        var criteria =
                Criteria.ALL.with(filter).with(statuses).requestedIn(period).decidedIn(period);
        var candidates = Candidates.of(sql, scope, new ListQuery(criteria, order, 10, null));
        Conditions indexed = candidates.indexed(after);
        List<String> found = explain(candidates.statement(indexed), indexed.parametersAnd(10));
        Conditions wanted = candidates.wanted(after, Optional.of(after));
        String whole = switch (order) {
            case OLDEST -> Queries.inOrder(wanted, "");
            case NEWEST -> Queries.inOrder(wanted, " DESC");
            case DECIDED -> candidates.statement(wanted);
        };
        List<String> read = explain(whole, wanted.parametersAnd(10));
        String index = found.getFirst().replace("COVERING ", "");
        assertThat(found).hasSize(1);
        assertThat(read.getFirst()).startsWith(index.substring(0, index.indexOf(" (")));
        assertThat(read).noneMatch(step -> step.contains("TEMP B-TREE"));
        return index;
    }

    private List<String> missed(Filter filter) {
        var numbers = EventNumbers.of(SCOPE, filter);
        return explain(numbers.statement(), numbers.parameters(5, 10)).stream()
                .filter(step -> step.contains(" s ") || step.contains("SCAN event"))
                .toList();
    }

    private static Conditions pending(Filter filter) {
        return Queries.onlyPending(Conditions.of(SCOPE, filter));
    }

    private List<String> plan(Conditions conditions) {
        return explain(Queries.inOrder(conditions, " DESC"), conditions.parametersAnd(10));
    }

    private List<String> explain(String statement, Object... parameters) {
        return sql.all(
                "EXPLAIN QUERY PLAN " + statement,
                row -> {
                    row.number();
                    row.number();
                    row.number();
                    return row.text();
                },
                parameters);
    }
}
