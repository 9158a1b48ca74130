package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.store.Procedures;
import dev.holdpoint.store.sqlite.FaultyDatabase;
import dev.holdpoint.store.sqlite.FaultyDatabase.Happening;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One operation: what it leaves behind where it fails, and what its caller is told. */
class OperationTest {

    private final FakeClock clock = new FakeClock();

    @TempDir
    Path folder;

    private FaultyDatabase database;
    private Sql sql;
    private SqlTables tables;
    private CompletableFuture<Object> caller;

    @BeforeEach
    void begin() {
        database = FaultyDatabase.in(folder, clock);
        sql = database.open();
        sql.update("BEGIN IMMEDIATE");
        tables = new SqlTables(
                sql, clock, new Numbers(0)::next, new Recent(), database, new Unreadable(StoreObserver.NONE));
    }

    @AfterEach
    void close() {
        sql.close();
    }

    @Test
    void theResultIsToldOnlyWhenItIsToBe() {
        Operation<Object> operation = operation(_ -> "result");

        assertThat(operation.attempt(tables, database)).isTrue();
        assertThat(caller).isNotDone();
        operation.answer();

        assertThat(caller).isCompletedWithValue("result");
        assertThat(operation.size()).isEqualTo(7);
    }

    @Test
    void whatFailsByItselfSaysSo() {
        Operation<Object> operation = operation(_ -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(operation.attempt(tables, database)).isFalse();
        assertThat(caller).isNotDone();
    }

    @Test
    void whatTheDatabaseFailsWithIsThrown() {
        Operation<Object> operation = operation(_ -> {
            throw new SqlFailure(new SQLException("the disk is gone"));
        });

        assertThatThrownBy(() -> operation.attempt(tables, database)).isInstanceOf(SqlFailure.class);
        assertThatThrownBy(() -> operation.attemptAlone(tables, database)).isInstanceOf(SqlFailure.class);
        assertThat(caller).isNotDone();
    }

    @Test
    void whatFailsAloneLeavesNothingBehind() {
        // Given
        Operation<Object> good = operation(this::create);
        good.attemptAlone(tables, database);
        CompletableFuture<Object> first = caller;
        Operation<Object> bad = operation(given -> {
            create(given);
            throw new IllegalStateException("on purpose");
        });

        // When
        bad.attemptAlone(tables, database);

        // Then
        assertThat(tables.events()).hasSize(1);
        sql.update("COMMIT");
        assertThat(LogQueries.allAfter(sql, 0, new Unreadable(StoreObserver.NONE)))
                .isEqualTo(tables.events());
        good.answer();
        bad.answer();
        assertThat(first).isCompleted();
        assertThat(caller)
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(StoreUnavailableException.class)
                .withMessage("the operation failed: on purpose");
    }

    @Test
    void aStatementThatBreaksARuleFailsItsOperationAlone() {
        var asked = Asks.any().made();
        Function<SqlTables, Object> work = given -> Procedures.create(given, Caller.ANONYMOUS, asked);
        operation(work).attemptAlone(tables, database);
        Operation<Object> twice = operation(work);

        assertThat(twice.attempt(tables, database)).isFalse();
        twice.attemptAlone(tables, database);

        assertThat(tables.events()).hasSize(1);
        sql.update("COMMIT");
        assertThat(LogQueries.allAfter(sql, 0, new Unreadable(StoreObserver.NONE)))
                .hasSize(1);
    }

    @Test
    void noSavepointIsLeftOpen() {
        operation(this::create).attemptAlone(tables, database);
        assertThatThrownBy(() -> sql.execute("RELEASE operation")).isInstanceOf(SqlFailure.class);

        operation(_ -> {
                    throw new IllegalStateException("on purpose");
                })
                .attemptAlone(tables, database);
        assertThatThrownBy(() -> sql.execute("RELEASE operation")).isInstanceOf(SqlFailure.class);
    }

    @Test
    void aSavepointThatCannotBeReleasedIsTheDatabasesFailure() {
        database.before("RELEASE SAVEPOINT", Happening.failure());

        assertThatThrownBy(() -> operation(this::create).attemptAlone(tables, database))
                .isInstanceOf(SqlFailure.class);
    }

    @Test
    void aFailureIsToldAsItIsGiven() {
        var reason = new StoreUnavailableException("the disk is gone", null);

        operation(_ -> "result").fail(reason);

        assertThat(caller).isCompletedExceptionally();
        assertThat(caller.exceptionNow()).isSameAs(reason);
    }

    private Object create(SqlTables given) {
        return Procedures.create(given, Caller.ANONYMOUS, Asks.any().made());
    }

    private Operation<Object> operation(Function<SqlTables, Object> work) {
        var made = new CompletableFuture<Operation<Object>>();
        caller = Uni.createFrom()
                .emitter(emitter -> made.complete(new Operation<>(work, Foresight.NONE, emitter, 7)))
                .subscribeAsCompletionStage();
        return made.join();
    }
}
