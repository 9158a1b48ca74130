package dev.holdpoint.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.testing.Asks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Three replicas that race: one settlement counts, one order holds. */
class RacesTest extends ReplicasFixture {

    private static final int ROUNDS = 300;

    @Test
    void ofThreeWhoSettleOnReplicasOfTheirOwnOneWinsAndAllTellTheSame() throws Exception {
        List<Replica> three = List.of(open(), open(), open());
        try (var people = Executors.newFixedThreadPool(3)) {
            var barrier = new CyclicBarrier(3);
            for (int round = 0; round < ROUNDS; round++) {
                Interaction asked = three.get(round % 3).ask();

                // When
                List<Callable<SettleResult>> attempts = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    Replica replica = three.get(i);
                    var decision = new Decision.Resolve(new Json(Integer.toString(i)), null);
                    attempts.add(() -> {
                        barrier.await();
                        return replica.settle(asked.id(), decision);
                    });
                }
                List<SettleResult> results = new ArrayList<>();
                for (var attempt : people.invokeAll(attempts)) {
                    results.add(attempt.get());
                }

                // Then
                Interaction settled = three.get(0).found(asked.id());
                assertThat(results)
                        .as("round %d", round)
                        .containsOnlyOnce(new SettleResult.Won(settled))
                        .filteredOn(SettleResult.Lost.class::isInstance)
                        .containsExactly(new SettleResult.Lost(settled), new SettleResult.Lost(settled));
            }
        }

        // Then
        List<Long> all = LongStream.rangeClosed(1, 2 * ROUNDS).boxed().toList();
        assertThat(three)
                .allSatisfy(replica ->
                        soon().untilAsserted(() -> assertThat(replica.numbers()).isEqualTo(all)));
        assertThat(three.get(1).all()).isEqualTo(three.get(0).all());
        assertThat(three.get(2).all()).isEqualTo(three.get(0).all());
    }

    @Test
    void whatEachDoesIsItsOwnOnceAndHeardOfByAll() throws Exception {
        List<Replica> three = List.of(open(), open(), open());
        int each = 200;
        try (var people = Executors.newFixedThreadPool(12)) {
            List<Callable<Boolean>> asking = IntStream.range(0, 12)
                    .<Callable<Boolean>>mapToObj(number -> () -> {
                        Replica replica = three.get(number % 3);
                        for (int i = 0; i < each / 4; i++) {
                            var asked = replica.ask(Asks.any().in("s" + number).made());
                            three.get((number + i) % 3).settle(asked.id(), Asks.YES);
                        }
                        return true;
                    })
                    .toList();
            for (var asked : people.invokeAll(asking)) {
                assertThat(asked.get()).isTrue();
            }
        }

        List<Long> all = LongStream.rangeClosed(1, 6L * each).boxed().toList();
        assertThat(three)
                .allSatisfy(replica ->
                        soon().untilAsserted(() -> assertThat(replica.numbers()).isEqualTo(all)));
        assertThat(three.stream().flatMap(replica -> replica.own().stream()).map(InteractionEvent::number))
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void numbersGoOnAfterAllWasPurged() throws Exception {
        Replica one = open();
        Replica two = open();
        Interaction asked = one.ask();
        one.settle(asked.id(), Asks.YES);
        run("DELETE FROM payload");
        run("DELETE FROM state");
        run("DELETE FROM event");
        run("UPDATE log_state SET purged_through = 2");

        two.ask();

        soon().untilAsserted(() -> assertThat(one.numbers()).containsExactly(1L, 2L, 3L));
    }
}
