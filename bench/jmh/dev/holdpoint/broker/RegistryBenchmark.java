package dev.holdpoint.broker;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.testing.Asks;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Register-and-deliver in the registry, beside a put and a remove on the map that it is made of. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(3)
public class RegistryBenchmark {

    /** How many others are awaited meanwhile. */
    @Param({"0", "100000"})
    int others;

    private final Instant until = Instant.EPOCH.plusSeconds(60);
    private Registry registry;
    private ConcurrentHashMap<InteractionId, Object> map;

    /** One interaction a thread, as callers await one each. */
    @State(Scope.Thread)
    public static class Asked {
        final Interaction settled = RegistryTest.pending()
                .settledAs(new Settlement(Instant.EPOCH, Origin.TIMEOUT, null, new Outcome.Expired()));
    }

    @Setup(Level.Trial)
    public void fill() {
        registry = new Registry();
        map = new ConcurrentHashMap<>();
        for (int i = 0; i < others; i++) {
            var id = new InteractionId(UUID.randomUUID());
            registry.join(id, until);
            map.put(id, Asks.YES);
        }
    }

    @Benchmark
    public boolean bareMap(Asked asked) {
        map.put(asked.settled.id(), asked);
        return map.remove(asked.settled.id(), asked);
    }

    @Benchmark
    public Interaction registry(Asked asked) {
        Waiter waiter = registry.join(asked.settled.id(), until);
        registry.deliver(asked.settled);
        return waiter.answer().getNow(null);
    }
}
