package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdpoint.store.sqlite.FaultyDatabase;
import dev.holdpoint.testing.FakeClock;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a database that is far away is told later: in which order, at the latest when, and what of it never. */
class UnsentTest {

    private static final String MAKE = "INSERT INTO things VALUES (?, ?)";
    private static final String CHANGE = "UPDATE things SET t = ? WHERE n = ? AND t IS NOT 'last'";

    @TempDir
    Path folder;

    private final Unsent unsent = new Unsent();
    private Sql near;
    private Sql far;

    @BeforeEach
    void open() {
        near = FaultyDatabase.in(folder, new FakeClock()).open();
        near.execute("CREATE TABLE things (n INTEGER PRIMARY KEY, t TEXT)");
        far = new Sql(near.connection(), new Far());
    }

    @AfterEach
    void close() {
        near.close();
    }

    @Test
    void whatIsMadeIsToldWhenSomethingIsAskedAndNotBefore() {
        far.make(MAKE, 1, "a");
        far.make(MAKE, 2, "b");
        assertThat(count(near)).isZero();

        assertThat(count(far)).isEqualTo(2);
        assertThat(far.changes()).isEqualTo(2);
        assertThat(count(near)).isEqualTo(2);
    }

    @Test
    void whatIsNearIsToldAtOnce() {
        near.make(MAKE, 1, "a");
        near.change(1, CHANGE, "b", 1);

        assertThat(far.text("SELECT t FROM things")).contains("b");
        assertThatThrownBy(() -> near.change(2, CHANGE, "b", 2)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRowIsMadeBeforeItIsChangedWhateverWasToBeChangedBefore() {
        near.make(MAKE, 1, "a");

        far.change(1, CHANGE, "b", 1);
        far.make(MAKE, 2, "a");
        far.change(2, CHANGE, "c", 2);

        assertThat(far.all("SELECT t FROM things ORDER BY n", Row::text)).containsExactly("b", "c");
    }

    @Test
    void aRowIsChangedInTheOrderInWhichItWasToBe() {
        near.make(MAKE, 1, "a");
        near.make(MAKE, 2, "a");

        far.change(2, "UPDATE things SET t = 'last' WHERE n = ?", 2);
        far.change(1, CHANGE, "b", 1);
        far.change(1, "UPDATE things SET t = 'last' WHERE n = ?", 1);

        assertThat(far.all("SELECT t FROM things", Row::text)).containsExactly("last", "last");
    }

    @Test
    void aChangeThatIsNotOfOneRowFailsWhenItIsTold() {
        far.change(7, CHANGE, "b", 7);

        assertThatThrownBy(far::send)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("0 rows changed in place of one");
    }

    @Test
    void whatIsTakenBackIsNotTold() {
        near.execute("BEGIN IMMEDIATE");
        far.make(MAKE, 1, "a");
        far.undo("ROLLBACK");

        assertThat(count(far)).isZero();
    }

    @Test
    void muchIsNotKept() {
        far.make(MAKE, 1, new Payload("x".repeat(2 << 20)));

        assertThat(count(near)).isOne();
    }

    @Test
    void nothingIsLeftOfWhatWasTaken() {
        unsent.make(MAKE, List.of(1, "a"));
        unsent.change(CHANGE, 1, List.of("b", 1));
        unsent.make(MAKE, List.of(2, "a"));

        assertThat(unsent.changes(1)).isTrue();
        assertThat(unsent.take())
                .extracting(Unsent.Batch::sql, batch -> batch.all().size())
                .isEqualTo(List.of(tuple(MAKE, 2), tuple(CHANGE, 1)));
        assertThat(unsent.isEmpty()).isTrue();
        assertThat(unsent.changes(1)).isFalse();
        assertThat(unsent.isMuch()).isFalse();
    }

    private static long count(Sql sql) {
        return sql.number("SELECT count(*) FROM things");
    }

    /** As SQLite says it, as if it were far away. */
    private static final class Far implements Spelling {
        @Override
        public String of(String statement) {
            return COMMON.of(statement);
        }

        @Override
        public void bind(PreparedStatement statement, int index, Payload payload) throws SQLException {
            COMMON.bind(statement, index, payload);
        }

        @Override
        public @Nullable String payload(ResultSet rows, int column) throws SQLException {
            return COMMON.payload(rows, column);
        }

        @Override
        public int rowsAtOnce() {
            return 0;
        }

        @Override
        public boolean isFar() {
            return true;
        }
    }
}
