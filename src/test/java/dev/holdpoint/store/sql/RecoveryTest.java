package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.store.sqlite.FaultyDatabase;
import dev.holdpoint.store.sqlite.FaultyDatabase.Happening;
import dev.holdpoint.testing.Asks;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The writer where the database fails it: who is told what, and that each event is told once or never. */
class RecoveryTest extends WriterFixture {

    private static final Happening GONE = () -> {
        throw new SQLException("the disk is gone");
    };

    @BeforeEach
    void start() {
        writer.start();
    }

    @Test
    void whereACommitWasKeptAfterAllItsCallersHaveWon() {
        // Given
        database.after("COMMIT", Happening.failure());
        var asked = Asks.any().made();

        // When
        var answer = submit(creating(asked));

        // Then
        assertThat(made(get(answer)).id()).isEqualTo(asked.id());
        assertThat(told).containsExactlyElementsOf(log());
        assertThat(told).extracting(InteractionEvent::number).containsExactly(1L);
        assertThat(database.connections()).isEqualTo(1);
        ask();
        assertThat(told).extracting(InteractionEvent::number).containsExactly(1L, 2L);
        assertThat(writer.isAvailable()).isTrue();
    }

    @Test
    void whereACommitWasKeptWinnersAndLosersAreAnsweredAlike() {
        // Given
        Interaction asked = ask();
        database.after("COMMIT", Happening.failure());

        // When
        var won = submit(settling(asked.id(), Asks.YES));

        // Then
        Interaction settled = ((SettleResult.Won) get(won)).interaction();
        assertThat(told).extracting(InteractionEvent::interaction).containsExactly(asked, settled);
        assertThat(get(submit(settling(asked.id(), Asks.NO)))).isEqualTo(new SettleResult.Lost(settled));
    }

    @Test
    void whereACommitWasNotKeptNobodyHasWonAndNothingIsTold() {
        // Given
        database.before("COMMIT", Happening.failure());

        // When
        var answer = submit(creating(Asks.any().made()));

        // Then
        assertThatThrownBy(() -> get(answer))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("the disk is gone");
        assertThat(told).isEmpty();
        assertThat(log()).isEmpty();
        assertThat(batches).isEmpty();
        assertThat(database.connections()).isEqualTo(1);
    }

    @Test
    void aNumberThatWasGivenIsNeverGivenAgain() {
        database.before("COMMIT", Happening.failure());
        assertThat(submit(creating(Asks.any().made()))).failsWithin(LONG);

        ask();

        assertThat(told).extracting(InteractionEvent::number).containsExactly(2L);
        assertThat(log()).containsExactlyElementsOf(told);
    }

    /** Where nothing was to become durable, nothing shows what became of the commit. */
    @Test
    void whoLostIsNotToldWhereTheCommitFailed() {
        Interaction asked = ask();
        get(submit(settling(asked.id(), Asks.YES)));
        database.after("COMMIT", Happening.failure());

        assertThat(submit(settling(asked.id(), Asks.NO)))
                .failsWithin(LONG)
                .withThrowableThat()
                .withCauseInstanceOf(StoreUnavailableException.class);
        assertThat(told).hasSize(2);
    }

    @Test
    void whatWasKeptAndCouldNotBeReadIsToldOnceItCan() {
        // Given: the commit is kept, and the database cannot be opened again
        database.after("COMMIT", GONE);
        database.before(FaultyDatabase.OPEN, GONE);
        assertThat(submit(creating(Asks.any().made()))).failsWithin(LONG);
        assertThat(told).isEmpty();
        assertThat(writer.isAvailable()).isFalse();
        assertThat(database.connections()).isZero();

        // When
        database.heal();
        Awaitility.await().until(writer::isAvailable);

        // Then
        assertThat(told).extracting(InteractionEvent::number).containsExactly(1L);
        ask();
        assertThat(told).extracting(InteractionEvent::number).containsExactly(1L, 2L);
        assertThat(log()).containsExactlyElementsOf(told);
        assertThat(database.connections()).isEqualTo(1);
    }

    @Test
    void whatCouldNotBeReadIsToldBeforeWhatComesAfterIt() {
        // Given
        database.after("COMMIT", GONE);
        database.before(FaultyDatabase.OPEN, GONE);
        assertThat(submit(creating(Asks.any().made()))).failsWithin(LONG);
        assertThat(submit(creating(Asks.any().made())))
                .as("no connection")
                .failsWithin(LONG)
                .withThrowableThat()
                .withMessageContaining("the database is not open");

        // When: the next operation finds the database well again
        database.heal();
        assertThat(submit(creating(Asks.any().made()))).failsWithin(LONG);
        ask();

        // Then
        assertThat(log()).hasSize(2).containsExactlyElementsOf(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT INTO state", "INSERT INTO event", "UPDATE tally", "BEGIN IMMEDIATE"})
    void whereAStatementFailsForWantOfADatabaseAllOfTheBatchFails(String statement) {
        // Given
        Interaction asked = ask();
        database.before(statement, Happening.failure());

        // When
        var answer = submit(creating(Asks.any().made()));

        // Then
        assertThat(answer)
                .failsWithin(LONG)
                .withThrowableThat()
                .withCauseInstanceOf(StoreUnavailableException.class)
                .withMessageContaining("the store cannot write");
        assertThat(told).hasSize(1);
        assertThat(log()).containsExactlyElementsOf(told);
        assertThat(get(submit(settling(asked.id(), Asks.YES)))).isInstanceOf(SettleResult.Won.class);
        assertThat(log()).containsExactlyElementsOf(told);
    }

    @Test
    void aStoreThatFailedIsAvailableAgainAsSoonAsItCanWrite() {
        // Given: nothing can be written
        database.before("COMMIT", Happening.failure());
        database.before("INSERT INTO probe", GONE);
        assertThat(submit(creating(Asks.any().made()))).failsWithin(LONG);
        assertThat(writer.isAvailable()).isFalse();
        int opened = database.opened();
        Awaitility.await().until(() -> database.opened() > opened + 1);
        assertThat(writer.isAvailable()).isFalse();

        // When
        database.heal();

        // Then
        Awaitility.await().until(writer::isAvailable);
        assertThat(told).isEmpty();
        try (Sql sql = database.openReader()) {
            assertThat(sql.number("SELECT count(*) FROM probe")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT t.number, t.kind", "SELECT max(newest)"})
    void whereTheLogCannotBeReadAgainNobodyIsToldBeforeItCan(String statement) {
        // Given
        database.after("COMMIT", Happening.failure());
        database.before(statement, Happening.failure());

        // When
        assertThat(submit(creating(Asks.any().made()))).failsWithin(LONG);

        // Then
        Awaitility.await().until(writer::isAvailable);
        assertThat(told).extracting(InteractionEvent::number).containsExactly(1L);
    }

    @Test
    void whatIsUndoneIsNeverTold() {
        // Given: one batch, of which the second records an event and fails then
        var first = Asks.any().made();
        writer.close();
        writer = new Writer(
                SETTINGS, database, database.open(), clock, this::onCommit, new Unreadable(StoreObserver.NONE));
        writer.news().subscribe((events, isOwn) -> told.addAll(events));
        var good = submit(creating(first));
        var bad = submit(failingLate(new IllegalStateException("on purpose")));
        var won = submit(settling(first.id(), Asks.YES));

        // When
        writer.start();

        // Then
        assertThat(get(good)).isInstanceOf(CreateResult.Made.class);
        assertThat(bad)
                .failsWithin(LONG)
                .withThrowableThat()
                .withCauseInstanceOf(StoreUnavailableException.class)
                .withMessageContaining("the operation failed: on purpose");
        assertThat(get(won)).isInstanceOf(SettleResult.Won.class);
        assertThat(told).extracting(event -> event.interaction().id()).containsExactly(first.id(), first.id());
        assertThat(log()).containsExactlyElementsOf(told);
        assertThat(batches).containsExactly(3);
        try (Sql sql = database.openReader()) {
            assertThat(Counting.statistics(sql, new Scope.Everything()).pending())
                    .isZero();
        }
    }

    @Test
    void whereNotEvenARollbackSucceedsAllOfTheBatchFails() {
        database.before("ROLLBACK", Happening.failure());

        assertThat(submit(failingLate(new IllegalStateException("on purpose"))))
                .failsWithin(LONG)
                .withThrowableThat()
                .withMessageContaining("the store cannot write");

        ask();
        assertThat(log()).containsExactlyElementsOf(told);
    }

    /** A stack or a heap that is full does not end the thread: nobody would ever be answered again. */
    @Test
    void anErrorFailsItsBatchAndTheWriterGoesOn() {
        assertThat(submit(failingLate(new StackOverflowError("on purpose"))))
                .failsWithin(LONG)
                .withThrowableThat()
                .withCauseInstanceOf(StoreUnavailableException.class);

        ask();

        assertThat(log()).containsExactlyElementsOf(told);
    }

    @Test
    void whatIsNoFailureOfTheDatabaseDoesNotEndTheWriterEither() {
        // Given: it cannot be opened again, for a reason that nobody foresaw
        database.before("COMMIT", Happening.failure());
        database.before(FaultyDatabase.OPEN, Happening.once(() -> {
            throw new IllegalStateException("on purpose");
        }));

        // When
        CompletableFuture<CreateResult> answer = submit(creating(Asks.any().made()));

        // Then
        assertThat(answer).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(StoreUnavailableException.class);
        Awaitility.await().until(writer::isAvailable);
        ask();
        assertThat(log()).containsExactlyElementsOf(told);
    }

    @Test
    void anObserverThatFailsTakesNothingFromTheCallers() {
        writer.close();
        writer = writer((operations, commit) -> {
            throw new IllegalStateException("on purpose");
        });
        writer.news().subscribe((events, isOwn) -> told.addAll(events));
        writer.start();

        assertThat(List.of(ask(), ask())).hasSize(2);
        assertThat(log()).containsExactlyElementsOf(told);
    }
}
