package dev.holdpoint.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.Hold;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.PostgresServer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Holds belong to replicas: those of the dead run out, those of the living stay. */
class LeasesTest extends ReplicasFixture {

    private static final Duration LEASE = Duration.ofMillis(100);
    private static final Duration WAIT = Duration.ofMinutes(5);

    @Test
    void whatADeadReplicaHeldRunsOutAndWhatALivingOneHoldsDoesNot() throws Exception {
        Replica dead = open(PostgresServer.settings(url(PostgresServer.port()))); // never heard of again
        Replica living = open();
        Interaction held = living.ask(leased());
        hold(dead, held, WAIT);
        hold(living, held, WAIT);
        Interaction left = living.ask(leased());
        hold(dead, left, WAIT);

        run("UPDATE replica SET alive_until = 0 WHERE name = '" + dead.name() + "'");

        soon().until(() -> !living.found(left.id()).isPending());
        Settlement lost = Objects.requireNonNull(living.found(left.id()).settlement());
        assertThat(lost.origin()).isEqualTo(Origin.ASKER_LOST);
        assertThat(living.found(held.id()).isPending()).isTrue();
        soon().until(() -> dead.all().size() == 3);
        soon().until(() -> living.own().size() == 3);

        // When: the last who holds it leaves
        hold(living, held, Duration.ZERO);

        soon().until(() -> !living.found(held.id()).isPending());
    }

    @Test
    void whoLeavesTakesNothingFromAnother() {
        Replica one = open();
        Replica two = open();
        Interaction held = one.ask(leased());
        Interaction left = one.ask(leased());
        hold(two, held, WAIT);
        for (Interaction asked : new Interaction[] {held, left}) {
            hold(one, asked, WAIT);
        }

        one.close();

        soon().until(() -> !two.found(left.id()).isPending());
        assertThat(two.found(held.id()).isPending()).isTrue();
    }

    @Test
    void whoWasTakenForDeadAndIsNotIsToldSo() throws Exception {
        Replica replica = open();
        var lost = new AtomicInteger();
        replica.store().onHoldsLost(lost::incrementAndGet);
        replica.ask();
        assertThat(lost).hasValue(0);

        run("DELETE FROM replica");

        soon().until(() -> lost.get() == 1);
        replica.ask();
        assertThat(lost).hasValue(1);
    }

    @Test
    void whatIsDueIsSettledByAnyReplicaThoughNobodyThereKnewOfIt() {
        Replica one = open();
        Replica two = open();
        Interaction asked = one.ask(Asks.any().within(Duration.ofMillis(300)).made());

        soon().until(() -> !two.found(asked.id()).isPending());

        soon().untilAsserted(() -> assertThat(two.numbers()).containsExactly(1L, 2L));
        soon().untilAsserted(() -> assertThat(one.all()).isEqualTo(two.all()));
        assertThat(one.own().size() + two.own().size()).isEqualTo(2);
    }

    private static dev.holdpoint.broker.NewInteraction leased() {
        return Asks.any().leased(LEASE).made();
    }

    private static void hold(Replica replica, Interaction asked, Duration lasts) {
        get(replica.store().hold(asked.id(), () -> new Hold(replica.name(), lasts)));
    }
}
