package dev.holdpoint.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.store.sql.StoreObserver;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.Link;
import dev.holdpoint.testing.PostgresServer;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What fails between replicas and their database: nobody is told what is not so, and nothing is missed. */
class FaultsTest extends ReplicasFixture {

    private static final String LOCKED =
            "SELECT pg_advisory_xact_lock(" + PostgresDatabase.LOCK + ", hashtext(current_schema()))";

    /** What only the message has that keeps events. */
    private static final String COMMIT = "pg_notify";

    private final Line line = new Line(PostgresServer.port());

    @AfterEach
    void closeLine() {
        line.close();
    }

    private Replica openByLine() {
        return open(PostgresServer.settings(url(line.port()) + "&prepareThreshold=0", BEAT));
    }

    @Test
    void whereACommitWasKeptAndNotAnsweredItsCallerHasWon() {
        Replica cutOff = openByLine();
        Replica other = open();
        Interaction asked = other.ask();

        line.cut(new Line.Cut(COMMIT, Line.What.CARRIED, () -> {}));
        SettleResult result = cutOff.settle(asked.id(), Asks.YES);

        assertThat(result).isEqualTo(new SettleResult.Won(other.found(asked.id())));
        soon().untilAsserted(() -> assertThat(cutOff.numbers()).containsExactly(1L, 2L));
        assertThat(cutOff.own()).extracting(InteractionEvent::number).containsExactly(2L);
        soon().untilAsserted(() -> assertThat(other.all()).isEqualTo(cutOff.all()));
    }

    @Test
    void whereACommitWasNotKeptNobodyHasWonThoughAnotherHasItsNumber() {
        Replica cutOff = openByLine();
        Replica other = open();
        Interaction asked = other.ask();

        line.cut(new Line.Cut(COMMIT, Line.What.LOST, () -> other.settle(asked.id(), Asks.NO)));

        assertThatThrownBy(() -> cutOff.settle(asked.id(), Asks.YES)).isInstanceOf(StoreUnavailableException.class);
        Interaction settled = other.found(asked.id());
        assertThat(cutOff.settle(asked.id(), Asks.YES)).isEqualTo(new SettleResult.Lost(settled));
        soon().untilAsserted(() -> assertThat(cutOff.all()).isEqualTo(other.all()));
        assertThat(cutOff.own()).isEmpty();
        assertThat(cutOff.numbers()).containsExactly(1L, 2L);
    }

    /** What one asked and did not keep is not what another asked with the same number. */
    @Test
    void whatWasNotKeptIsForgotten() {
        Replica cutOff = openByLine();
        Replica other = open();
        var kept = new ArrayList<Interaction>();
        line.cut(new Line.Cut(
                COMMIT,
                Line.What.LOST,
                () -> kept.add(other.ask(Asks.any().in("other").made()))));
        assertThatThrownBy(cutOff::ask).isInstanceOf(StoreUnavailableException.class);

        var won = (SettleResult.Won) cutOff.settle(kept.getFirst().id(), Asks.YES);

        assertThat(won.interaction().id()).isEqualTo(kept.getFirst().id());
        assertThat(won.interaction().ask()).isEqualTo(kept.getFirst().ask());
    }

    /** As where its process is stopped: the database ends the transaction, and others go on. */
    @Test
    void aTransactionThatStandsStillIsEnded() {
        Replica stopped = openByLine();
        Replica other = open();
        var meanwhile = new ArrayList<Interaction>();
        line.cut(new Line.Cut("INSERT INTO payload", Line.What.STANDING, () -> meanwhile.add(other.ask())));

        assertThatThrownBy(stopped::ask).isInstanceOf(StoreUnavailableException.class);

        assertThat(meanwhile).hasSize(1);
        soon().until(stopped.store()::isAvailable);
        stopped.ask();
        soon().untilAsserted(() -> assertThat(stopped.all()).hasSize(2).isEqualTo(other.all()));
    }

    @Test
    void aLockThatIsNotHadInTimeIsToldAndNothingIsWritten() throws Exception {
        Replica replica = open();
        try (Connection holder = connect();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(LOCKED);

            assertThatThrownBy(replica::ask).isInstanceOf(StoreUnavailableException.class);

            assertThat(replica.store().isAvailable()).isFalse();
            holder.rollback();
        }
        soon().until(replica.store()::isAvailable);
        replica.ask();
        assertThat(replica.numbers()).hasSize(1);
    }

    /** Nothing else ends the waiting: the driver is told to wait longer than the test does. */
    @Test
    void whoWaitsForADatabaseThatDoesNotAnswerIsToldAndNothingOfItIsDoneLater() {
        try (var link = new Link(PostgresServer.port())) {
            Replica cutOff = open(PostgresServer.settings(url(link.port()) + "&socketTimeout=600", BEAT));
            Replica other = open();
            Interaction asked = cutOff.ask();
            link.become(Link.State.STUCK);

            List<CompletableFuture<?>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(cutOff.store().create(NOBODY, Asks.any().made()).subscribeAsCompletionStage());
                answers.add(cutOff.store()
                        .settle(NOBODY, Asks.settle(asked.id(), Asks.YES))
                        .subscribeAsCompletionStage());
            }

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer)
                            .failsWithin(LONG)
                            .withThrowableThat()
                            .withCauseInstanceOf(StoreUnavailableException.class));
            assertThat(cutOff.store().isAvailable()).isFalse();
            link.become(Link.State.UP);
            soon().until(cutOff.store()::isAvailable);
            assertThat(cutOff.settle(asked.id(), Asks.NO)).isInstanceOf(SettleResult.Won.class);
            soon().untilAsserted(() -> assertThat(other.all()).isEqualTo(cutOff.all()));
            assertThat(other.numbers()).hasSize(2);
        }
    }

    @Test
    void whoWasCutOffCatchesUpInOrder() {
        Replica cutOff = openByLine();
        Replica other = open();
        other.ask();
        soon().until(() -> cutOff.all().size() == 1);
        line.takeDown();
        for (int i = 0; i < 40; i++) {
            other.settle(other.ask().id(), Asks.YES);
        }

        line.putUp();

        soon().untilAsserted(() -> assertThat(cutOff.all()).isEqualTo(other.all()));
        soon().until(cutOff.store()::isAvailable);
        cutOff.ask();
        soon().untilAsserted(() -> assertThat(other.all()).isEqualTo(cutOff.all()));
        assertThat(cutOff.own()).hasSize(1);
    }

    /** Somebody writes and nobody is notified. */
    @Test
    void whatNobodyNotifiesOfIsHeardOf() throws Exception {
        Replica replica = open(PostgresServer.settings(url(PostgresServer.port()))); // which does nothing by itself
        replica.ask();
        run("""
                INSERT INTO state SELECT 2, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', tenant, session_id, type, status,
                  requested_at, requested_by, family, separate, expires_at, due_at, lease,
                  lease_until, size FROM state""");
        run("INSERT INTO payload SELECT 2, requester_kind, requester_name, title, on_expiry, on_expiry_value, metadata,"
                + " response_schema, data, requested_at FROM payload");
        run("INSERT INTO event SELECT 2, 2, kind, at FROM event");

        soon().untilAsserted(() -> assertThat(replica.numbers()).containsExactly(1L, 2L));
        assertThat(replica.own()).hasSize(1);
    }

    @Test
    void replicasMayStartTogetherOnAnEmptySchema() throws Exception {
        int count = 4;
        var barrier = new CyclicBarrier(count);
        List<Callable<Boolean>> starting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            starting.add(() -> {
                barrier.await();
                try (var store = PostgresStore.open(
                        PostgresServer.settings(url(PostgresServer.port())),
                        new DatabaseClock(Instant.EPOCH),
                        StoreObserver.NONE)) {
                    return get(store.create(NOBODY, Asks.any().made())) != null;
                }
            });
        }
        try (var replicas = Executors.newFixedThreadPool(count)) {
            for (var started : replicas.invokeAll(starting)) {
                assertThat(started.get()).isTrue();
            }
        }
    }

    @Test
    void aSchemaOfANewerVersionIsRefused() throws Exception {
        open().close();
        run("UPDATE schema_version SET version = 99");

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("newer Holdpoint (schema 99");
    }
}
