package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.StoreKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked often is found without a look at what is settled, however much of that is kept. */
class QueryPlansTest {

    private static final Scope SCOPE = Caller.ANONYMOUS.scope();
    private static final Filter IN_A_SESSION = new Filter(Set.of(new SessionId("one")), Set.of());
    private static final Filter OF_A_TYPE = new Filter(Set.of(), Set.of(new InteractionType("question")));

    @TempDir
    Path folder;

    private StoreEngine store;
    private Sql sql;

    @BeforeEach
    void open() {
        store = StoreKind.SQLITE.open(folder, new FakeClock());
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
            for (String direction : List.of("ASC", "DESC")) {
                assertThat(plan(pending(filter), direction)).startsWith("SCAN s USING INDEX state_pending");
                assertThat(plan(pending(filter).and("s.sequence > ?", 1L), direction))
                        .startsWith("SEARCH s USING INDEX state_pending (sequence>?)");
            }
        }
    }

    @Test
    void whatIsPendingInASessionIsReadFromAnIndexOfSessions() {
        assertThat(plan(pending(IN_A_SESSION), "ASC"))
                .startsWith("SEARCH s USING INDEX state_pending_session (session_id=? AND tenant=?)");
    }

    @Test
    void nothingIsSortedThatIsReadInTheOrderItWasMade() {
        for (Filter filter : List.of(Filter.ALL, OF_A_TYPE, IN_A_SESSION)) {
            assertThat(plan(Conditions.of(SCOPE, filter), "DESC")).noneMatch(step -> step.contains("TEMP B-TREE"));
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

    private static Conditions pending(Filter filter) {
        return Queries.onlyPending(Conditions.of(SCOPE, filter));
    }

    private List<String> plan(Conditions conditions, String direction) {
        return explain(Queries.statement(conditions, direction), conditions.parametersAnd(10));
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
