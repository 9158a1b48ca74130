package dev.holdpoint.app;

import dev.holdpoint.app.EventBusAnnouncer.Attempt;
import dev.holdpoint.interaction.Hub;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Interactions;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.SettleResult;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Store;
import dev.holdpoint.store.sqlite.StoreObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/** What is measured. Labels have a few values each: types that are not well known count as one. */
@Singleton
class Metrics implements StoreObserver {

    private static final Set<InteractionType> WELL_KNOWN =
            Set.of(InteractionType.PERMISSION, InteractionType.PLAN_APPROVAL, InteractionType.ASK_USER);
    private static final Duration[] DECISION_TIMES = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(6),
        Duration.ofDays(1)
    };

    private static final Duration[] COMMIT_TIMES = {
        Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10),
        Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(500)
    };

    private final MeterRegistry meters;
    private final AtomicLong pending = new AtomicLong();
    private final DistributionSummary batches;
    private final Timer commits;
    private final Counter lost;

    // Found here, for the registry takes long to find them.
    private final Map<String, Counter> asks = new ConcurrentHashMap<>();
    private final Map<Outcome, Counter> settlements = new ConcurrentHashMap<>();
    private final Map<Status, Timer> decisions = new ConcurrentHashMap<>();

    private record Outcome(Status status, Origin origin) {}

    Metrics(MeterRegistry meters) {
        this.meters = meters;
        this.batches = DistributionSummary.builder("holdpoint.store.batch.operations")
                .description("Operations committed in one transaction")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
                .register(meters);
        this.commits = Timer.builder("holdpoint.store.commit")
                .description("Time that the commit of a transaction took, the sync to disk included")
                .serviceLevelObjectives(COMMIT_TIMES)
                .register(meters);
        this.lost = Counter.builder("holdpoint.settlements.lost")
                .description("Attempts to settle that came after the winner")
                .register(meters);
    }

    /** Begins to listen, and to count what is pending from what the store says. */
    void start(Store store, Interactions interactions, Hub hub, EventBusAnnouncer announcer) {
        Gauge.builder("holdpoint.pending", pending, AtomicLong::get)
                .description("Interactions that are pending")
                .register(meters);
        Gauge.builder("holdpoint.waiters", interactions, Interactions::waiters)
                .description("Callers that await a settlement in this process")
                .register(meters);
        Gauge.builder("holdpoint.tabs", hub, Hub::tabs)
                .description("Event streams that are open in this process")
                .register(meters);
        FunctionCounter.builder("holdpoint.tabs.cut.off", hub, Hub::cutOff)
                .description("Event streams that were closed because their reader was too slow")
                .register(meters);
        announcer.onEvents(this::onEvents);
        announcer.onAttempts(this::onAttempt);
        long before = store.statistics().map(Statistics::pending).await().atMost(Duration.ofSeconds(30));
        pending.addAndGet(before);
    }

    void writerQueue(IntSupplier queued) {
        Gauge.builder("holdpoint.store.queue", queued, IntSupplier::getAsInt)
                .description("Writes that wait for the store")
                .strongReference(true)
                .register(meters);
    }

    @Override
    public void onCommit(int operations, Duration commit) {
        batches.record(operations);
        commits.record(commit);
    }

    private void onEvents(List<InteractionEvent> events) {
        for (InteractionEvent event : events) {
            Interaction interaction = event.interaction();
            Settlement settlement = interaction.settlement();
            if (settlement == null) {
                pending.incrementAndGet();
                asked(interaction).increment();
            } else {
                pending.decrementAndGet();
                settled(settlement).increment();
                decision(settlement).record(Duration.between(interaction.requestedAt(), settlement.decidedAt()));
            }
        }
    }

    private void onAttempt(Attempt attempt) {
        if (attempt.result() instanceof SettleResult.Lost) {
            lost.increment();
        }
    }

    private Counter asked(Interaction interaction) {
        InteractionType type = interaction.ask().type();
        return asks.computeIfAbsent(
                WELL_KNOWN.contains(type) ? type.value() : "other",
                label -> Counter.builder("holdpoint.asks")
                        .description("Interactions that were asked; types that are not well known count as other")
                        .tag("type", label)
                        .register(meters));
    }

    private Counter settled(Settlement settlement) {
        return settlements.computeIfAbsent(
                new Outcome(settlement.status(), settlement.origin()),
                outcome -> Counter.builder("holdpoint.settlements")
                        .description("Interactions that settled")
                        .tag("status", outcome.status().toString())
                        .tag("origin", outcome.origin().toString())
                        .register(meters));
    }

    private Timer decision(Settlement settlement) {
        return decisions.computeIfAbsent(
                settlement.status(),
                status -> Timer.builder("holdpoint.decision")
                        .description("Time from the ask to the settlement")
                        .tag("status", status.toString())
                        .serviceLevelObjectives(DECISION_TIMES)
                        .register(meters));
    }
}
