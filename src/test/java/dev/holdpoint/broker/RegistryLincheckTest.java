package dev.holdpoint.broker;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.Settlement;
import java.time.Instant;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Lincheck's model of the registry: whatever way joins, leaves and deliveries of one interaction interleave, their
 * results are those of some order of them: a delivery is the first news exactly where somebody awaited, and whoever left
 * was not delivered. Lincheck 3.7 cannot take snapshots of records, so it is run under stress and not model-checked.
 */
@SuppressWarnings("unused") // the operations are called by Lincheck
public class RegistryLincheckTest {

    private final Instant later = Instant.EPOCH.plusSeconds(60);
    private final Interaction pending = RegistryTest.pending();
    private final Interaction settled =
            pending.settledAs(new Settlement(Instant.EPOCH, Origin.TIMEOUT, null, new Outcome.Expired()));

    private final Registry registry = new Registry();
    private final Waiter first = registry.join(pending.id(), later);
    private final Waiter second = registry.join(pending.id(), later);

    @Operation
    public boolean deliver() {
        return registry.deliver(settled);
    }

    @Operation
    public boolean firstLeaves() {
        return registry.leave(first);
    }

    @Operation
    public boolean secondLeaves() {
        return registry.leave(second);
    }

    @Operation
    public void anotherJoins() {
        registry.join(pending.id(), later);
    }

    @Operation
    public boolean isHeld() {
        return !registry.heldFor(pending.id(), Instant.EPOCH).isZero();
    }

    @Test
    void isLinearizableUnderStress() {
        new StressOptions()
                .iterations(10)
                .invocationsPerIteration(300)
                .actorsBefore(1)
                .actorsAfter(1)
                .threads(2)
                .actorsPerThread(3)
                .check(RegistryLincheckTest.class);
    }
}
