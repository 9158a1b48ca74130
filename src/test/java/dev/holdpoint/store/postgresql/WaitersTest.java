package dev.holdpoint.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.Deadlines;
import dev.holdpoint.broker.Environment;
import dev.holdpoint.broker.PendingLimits;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.SeparateTypes;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeCheck;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.FakeTimers;
import dev.holdpoint.testing.FrontDoor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who awaits on one replica is answered by what is settled on another. */
class WaitersTest extends ReplicasFixture {

    private static final Duration WAIT = Duration.ofMinutes(5);
    private static final int ROUNDS = 200;

    /** Nothing happens by time here. */
    private static Broker brokerOf(Replica replica) {
        var clock = new FakeClock();
        var timers = new FakeTimers(clock);
        return new Broker(
                replica.store(),
                replica.store(),
                replica.store(),
                new Deadlines(replica.store(), clock, timers),
                new FakeCheck(),
                new FrontDoor.Told(),
                new Environment(
                        clock,
                        timers,
                        () -> new InteractionId(UUID.randomUUID()),
                        replica.name(),
                        new PendingLimits(100, 0),
                        SeparateTypes.NONE));
    }

    @Test
    void aWaiterIsAnsweredByASettlementOnAnotherReplica() {
        Replica here = open();
        Replica there = open();
        Broker waiting = brokerOf(here);
        Broker answering = brokerOf(there);
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            Interaction asked = here.ask();
            CompletableFuture<Optional<Interaction>> answer = awaiting(waiting, asked);
            soon().until(() -> waiting.waiters() == 1);

            long begun = System.nanoTime();
            get(answering.settling().settle(NOBODY, Asks.attempt(asked.id(), Asks.YES)));
            Interaction told = answer.join().orElseThrow();

            micros.add((System.nanoTime() - begun) / 1_000);
            assertThat(told).isEqualTo(there.found(asked.id()));
        }
        micros.sort(null);
        System.getLogger(WaitersTest.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "answered across replicas: p50 {0} us, p99 {1} us",
                        micros.get(ROUNDS / 2),
                        micros.get(ROUNDS * 99 / 100));
    }

    @Test
    void whoWasTakenForDeadHoldsAgainWhatIsAwaitedThere() throws Exception {
        Replica here = open();
        Replica there = open();
        Broker waiting = brokerOf(here);
        Interaction asked = here.ask(Asks.any().leased(Duration.ofSeconds(5)).made());
        CompletableFuture<Optional<Interaction>> answer = awaiting(waiting, asked);
        soon().until(() -> holds(here) == 1);

        run("DELETE FROM hold");
        run("DELETE FROM replica WHERE name = '" + here.name() + "'");

        soon().until(() -> holds(here) == 1);
        assertThat(answer).isNotDone();
        assertThat(there.settle(asked.id(), Asks.YES)).isInstanceOf(SettleResult.Won.class);
        assertThat(answer.join()).contains(here.found(asked.id()));
    }

    private long holds(Replica replica) throws Exception {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT count(*) FROM hold WHERE holder = '" + replica.name() + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static CompletableFuture<Optional<Interaction>> awaiting(Broker broker, Interaction asked) {
        return broker.reading().await(NOBODY, asked.id(), WAIT).subscribeAsCompletionStage();
    }
}
