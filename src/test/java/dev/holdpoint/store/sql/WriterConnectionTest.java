package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.store.sqlite.FaultyDatabase;
import dev.holdpoint.store.sqlite.FaultyDatabase.Happening;
import dev.holdpoint.testing.FakeClock;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writer has one connection or none. */
class WriterConnectionTest {

    @TempDir
    Path folder;

    private FaultyDatabase database;
    private Sql first;
    private WriterConnection connection;

    @BeforeEach
    void open() {
        database = FaultyDatabase.in(folder, new FakeClock());
        first = database.open();
        connection = new WriterConnection(database, first, new Pulse());
    }

    @Test
    void anotherTakesThePlaceOfTheOneThereWas() {
        assertThat(connection.get()).isSameAs(first);

        Sql second = connection.reopen();

        assertThat(connection.get()).isSameAs(second).isNotSameAs(first);
        assertThat(database.connections()).isEqualTo(1);
        connection.drop();
        assertThat(database.connections()).isZero();
    }

    @Test
    void whereNoneCanBeOpenedThereIsNone() {
        database.before(FaultyDatabase.OPEN, Happening.failure());

        assertThatThrownBy(connection::reopen).isInstanceOf(SqlFailure.class);

        assertThatThrownBy(connection::get).isInstanceOf(SqlFailure.class).hasMessageContaining("not open");
        assertThat(database.connections()).isZero();
    }

    @Test
    void oneThatCannotBeClosedIsForgotten() {
        database.after(FaultyDatabase.CLOSE, Happening.failure());

        connection.drop();

        assertThatThrownBy(connection::get).isInstanceOf(SqlFailure.class);
        connection.drop();
    }

    @Test
    void whatCannotBeLeftInOrderIsClosedAllTheSame() {
        try (Sql beside = database.open()) {
            first.close();

            connection.close();

            assertThat(beside.number("SELECT count(*) FROM event")).isZero();
        }
        assertThatThrownBy(connection::get).isInstanceOf(SqlFailure.class);
        connection.close();
    }
}
