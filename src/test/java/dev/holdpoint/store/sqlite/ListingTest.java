package dev.holdpoint.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.AskResult;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Store;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is pending is found without a look at what is settled, however much of that is kept. */
class ListingTest {

    private static final Filter IN_A_SESSION = new Filter(Set.of(new SessionId("one")), Set.of());
    private static final Filter IN_TWO = new Filter(Set.of(new SessionId("one"), new SessionId("two")), Set.of());
    private static final Filter OF_A_TYPE = new Filter(Set.of(), Set.of(new InteractionType("question")));

    @TempDir
    Path folder;

    private SqliteSettings settings;

    @BeforeEach
    void make() {
        settings = SqliteSettings.of(folder);
        SqliteStore.open(settings, new FakeClock(), StoreObserver.NONE).close();
    }

    @Test
    void whatIsPendingIsReadFromItsIndexes() throws SQLException {
        try (Sql sql = new Database(settings).open()) {
            for (Filter filter : List.of(Filter.ALL, OF_A_TYPE)) {
                for (String direction : List.of("ASC", "DESC")) {
                    assertThat(plan(sql, Listing.pending(filter), direction))
                            .containsExactly("SCAN i USING INDEX interaction_pending");
                    assertThat(plan(sql, Listing.pending(filter).and("i.sequence > ?", 1L), direction))
                            .containsExactly("SEARCH i USING INDEX interaction_pending (sequence>?)");
                }
            }
            assertThat(plan(sql, Listing.pending(IN_A_SESSION), "ASC"))
                    .containsExactly("SEARCH i USING INDEX interaction_pending_session (session_id=?)");
            assertThat(plan(sql, Listing.pending(IN_TWO), "ASC"))
                    .startsWith("SEARCH i USING INDEX interaction_pending_session (session_id=?)");
        }
    }

    @Test
    void aFileOfTheVersionBeforeGetsTheIndexAndKeepsWhatItHas() throws SQLException {
        var asked = Asks.any().made();
        Store before = SqliteStore.open(settings, new FakeClock(), StoreObserver.NONE);
        assertThat(before.create(asked).await().atMost(Duration.ofSeconds(30))).isInstanceOf(AskResult.Created.class);
        before.close();
        try (Sql sql = new Database(settings).open()) {
            sql.execute("DROP INDEX interaction_pending");
            sql.execute("PRAGMA user_version = 1");
        }
        Store after = SqliteStore.open(settings, new FakeClock(), StoreObserver.NONE);
        assertThat(after.find(asked.id()).await().atMost(Duration.ofSeconds(30)))
                .isPresent();
        after.close();
        try (Sql sql = new Database(settings).open()) {
            assertThat(plan(sql, Listing.pending(Filter.ALL), "ASC"))
                    .containsExactly("SCAN i USING INDEX interaction_pending");
        }
    }

    private static List<String> plan(Sql sql, Conditions conditions, String direction) throws SQLException {
        var steps = new ArrayList<String>();
        sql.each(
                "EXPLAIN QUERY PLAN " + Listing.statement(conditions, direction),
                row -> steps.add(row.getString(4)),
                conditions.parameters());
        return steps;
    }
}
