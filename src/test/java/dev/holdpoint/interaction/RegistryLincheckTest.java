package dev.holdpoint.interaction;

import java.time.Instant;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Lincheck's model of the registry: whatever way joins, leaves and deliveries of one interaction interleave, their
 * results are those of some order of them: a delivery is the first news exactly where somebody awaited, and whoever left
 * was not delivered.
 */
@SuppressWarnings("unused") // the operations are called by Lincheck
public class RegistryLincheckTest {

    private static final Interaction PENDING = RegistryTest.pending();
    private static final Instant LATER = Instant.EPOCH.plusSeconds(60);
    private static final Interaction SETTLED = PENDING.settledAs(new Settlement.Expired(Instant.EPOCH));

    private final Registry registry = new Registry();
    private final Waiter first = registry.join(PENDING.id(), LATER);
    private final Waiter second = registry.join(PENDING.id(), LATER);

    @Operation
    public boolean deliver() {
        return registry.deliver(SETTLED);
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
        registry.join(PENDING.id(), LATER);
    }

    @Operation
    public boolean isHeld() {
        return !registry.heldFor(PENDING.id(), Instant.EPOCH).isZero();
    }

    @Test
    void isLinearizableUnderModelChecking() {
        new ModelCheckingOptions()
                .iterations(20)
                .invocationsPerIteration(500)
                .threads(2)
                .actorsPerThread(3)
                .check(RegistryLincheckTest.class);
    }

    @Test
    void isLinearizableUnderStress() {
        new StressOptions()
                .iterations(20)
                .invocationsPerIteration(1_000)
                .threads(3)
                .actorsPerThread(2)
                .check(RegistryLincheckTest.class);
    }
}
