package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.store.sqlite.FaultyDatabase;
import dev.holdpoint.testing.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One connection: what is bound, what is read, which statements are kept. */
class SqlTest {

    @TempDir
    Path folder;

    private FaultyDatabase database;
    private Sql sql;

    @BeforeEach
    void open() {
        database = FaultyDatabase.in(folder, new FakeClock());
        sql = database.open();
        sql.execute("CREATE TABLE things (n, t)");
    }

    @AfterEach
    void close() {
        sql.close();
    }

    @Test
    void whatIsBoundIsReadAgain() {
        var instant = Instant.ofEpochMilli(1_700_000_000_123L);
        sql.update(
                "INSERT INTO things VALUES (?, ?), (?, ?), (?, ?), (?, ?)",
                instant,
                Duration.ofMillis(1_500),
                7,
                8L,
                true,
                false,
                null,
                "text");

        sql.each("SELECT n, t FROM things LIMIT 1", row -> {
            assertThat(row.instant()).isEqualTo(instant);
            assertThat(row.durationOrNull()).isEqualTo(Duration.ofMillis(1_500));
            return true;
        });
        assertThat(sql.all("SELECT n FROM things LIMIT 1", Row::instantOrNull)).containsExactly(instant);
        assertThat(sql.all("SELECT t FROM things LIMIT 2", Row::number)).containsExactly(1_500L, 8L);
        assertThat(sql.first("SELECT n FROM things WHERE n = ?", Row::truth, 1)).contains(true);
        assertThat(sql.first("SELECT t FROM things WHERE n = ?", Row::truth, 1)).contains(false);
        assertThat(sql.first("SELECT t FROM things WHERE n IS NULL", Row::text)).contains("text");
    }

    @Test
    void nothingIsNotZero() {
        sql.update("INSERT INTO things VALUES (NULL, 0)");

        sql.each("SELECT n, n, n, n, t, t, t FROM things", row -> {
            assertThat(row.numberOrNull()).isNull();
            assertThat(row.instantOrNull()).isNull();
            assertThat(row.durationOrNull()).isNull();
            assertThat(row.textOrNull()).isNull();
            assertThat(row.numberOrNull()).isZero();
            assertThat(row.durationOrNull()).isZero();
            assertThat(row.instantOrNull()).isEqualTo(Instant.EPOCH);
            return true;
        });
        assertThatThrownBy(() -> sql.first("SELECT n FROM things", Row::text)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aNumberOfNothingIsZero() {
        assertThat(sql.number("SELECT n FROM things")).isZero();
        assertThat(sql.number("SELECT max(n) FROM things")).isZero();
        sql.update("INSERT INTO things (n) VALUES (?)", 5);
        assertThat(sql.number("SELECT max(n) FROM things")).isEqualTo(5);
    }

    @Test
    void aChangeTellsHowManyRowsItChanged() {
        sql.update("INSERT INTO things (n) VALUES (1), (2), (3)");

        assertThat(sql.update("UPDATE things SET t = 0 WHERE n > ?", 1)).isEqualTo(2);
        assertThat(sql.update("DELETE FROM things WHERE n > ?", 3)).isZero();
    }

    @Test
    void rowsAreShownUntilSomebodyHasSeenEnough() {
        sql.update("INSERT INTO things (n) VALUES (1), (2), (3)");
        var seen = new ArrayList<Long>();

        sql.each("SELECT n FROM things ORDER BY n", row -> {
            seen.add(row.number());
            return seen.size() < 2;
        });

        assertThat(seen).containsExactly(1L, 2L);
        assertThat(sql.first("SELECT n FROM things ORDER BY n", Row::number)).contains(1L);
        assertThat(sql.first("SELECT n FROM things WHERE n > 9", Row::number)).isEmpty();
    }

    @Test
    void whatCannotBeBoundIsRefused() {
        assertThatThrownBy(() -> sql.update("INSERT INTO things (n) VALUES (?)", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("List");
    }

    @Test
    void whatFailsSaysWhy() {
        assertThatThrownBy(() -> sql.execute("NONSENSE"))
                .isInstanceOf(SqlFailure.class)
                .hasMessageContaining("syntax");
        assertThatThrownBy(() -> sql.update("NONSENSE")).isInstanceOf(SqlFailure.class);
        assertThatThrownBy(() -> sql.number("NONSENSE"))
                .isInstanceOfSatisfying(
                        SqlFailure.class,
                        failure -> assertThat(failure.reason().getMessage()).contains("syntax"));
        assertThatThrownBy(() -> sql.first("SELECT 1", row -> List.of(row.number(), row.number())))
                .isInstanceOf(SqlFailure.class);
        assertThatThrownBy(() -> sql.first("SELECT 1", row -> List.of(row.text(), row.text())))
                .isInstanceOf(SqlFailure.class);
    }

    @Test
    void theStatementsThatWereUsedLastAreKeptPrepared() {
        // Given: as many as are kept, of which the first was used last
        for (int i = 0; i < 64; i++) {
            sql.number("SELECT " + i);
        }
        sql.number("SELECT 0");
        assertThat(database.prepared()).isEqualTo(64);
        assertThat(database.statements()).isEqualTo(64);

        // When
        sql.number("SELECT 64");

        // Then
        assertThat(database.statements()).isEqualTo(64);
        sql.number("SELECT 0");
        assertThat(database.prepared()).as("the first is still there").isEqualTo(65);
        sql.number("SELECT 1");
        assertThat(database.prepared()).as("the second is not").isEqualTo(66);
    }
}
