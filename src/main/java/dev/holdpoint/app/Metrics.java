package dev.holdpoint.app;

import dev.holdpoint.broker.Attempt;
import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.EventListener;
import dev.holdpoint.broker.Notice;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sql.StoreObserver;
import dev.holdpoint.stream.Hub;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is measured. Labels have a few values each: types that are not well known count as one. */
@Singleton
class Metrics implements StoreObserver, EventListener {

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
    private final PendingGauge pending = new PendingGauge();
    private final DistributionSummary batches;
    private final Timer commits;
    private final Counter lost;
    private final Counter skipped;
    private volatile Runnable recount = () -> {};
    private final Counter unreadable;

    // Found here, for the registry takes long to find them.
    private final Map<String, Counter> asks = new ConcurrentHashMap<>();
    private final Map<Outcome, Counter> settlements = new ConcurrentHashMap<>();
    private final Map<Decided, Timer> decisions = new ConcurrentHashMap<>();

    private record Outcome(Status status, Origin origin) {}

    private record Decided(Status status, String type) {}

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
        this.skipped = Counter.builder("holdpoint.events.skipped")
                .description("Events that were not told within this process, for listeners were far behind")
                .register(meters);
        this.lost = Counter.builder("holdpoint.settlements.lost")
                .description("Attempts to settle that came after the winner")
                .register(meters);
        this.unreadable = Counter.builder("holdpoint.store.unreadable")
                .description("Interactions that could not be read and were set aside")
                .register(meters);
    }

    /** Begins to count what is pending from what the store says. */
    void start(StoreEngine store, Broker broker, Hub hub) {
        recount = () -> {
            pending.ask();
            store.countPending().subscribe().with(pending::answered, unavailable -> pending.unanswered());
        };
        Gauge.builder("holdpoint.pending", pending, PendingGauge::count)
                .description("Interactions that are pending")
                .register(meters);
        Gauge.builder("holdpoint.waiters", broker, Broker::waiters)
                .description("Callers that await a settlement in this process")
                .register(meters);
        Gauge.builder("holdpoint.tabs", hub, Hub::tabs)
                .description("Event streams that are open in this process")
                .register(meters);
        FunctionCounter.builder("holdpoint.tabs.cut.off", hub, Hub::cutOff)
                .description("Event streams that were closed because their reader was too slow")
                .register(meters);
        Gauge.builder("holdpoint.store.queue", store, StoreEngine::queued)
                .description("Writes that wait for the store")
                .register(meters);
        pending.answered(store.countPending().await().atMost(Duration.ofSeconds(30)));
    }

    @Override
    public void onCommit(int operations, Duration commit) {
        batches.record(operations);
        commits.record(commit);
    }

    @Override
    public void onUnreadable() {
        unreadable.increment();
    }

    @Override
    public void onEvents(List<InteractionEvent> events) {
        for (InteractionEvent event : events) {
            Interaction interaction = event.interaction();
            Settlement settlement = interaction.settlement();
            pending.on(Notice.of(event));
            switch (event.kind()) {
                case REQUESTED -> asked(interaction).increment();
                case SETTLED ->
                    settled(
                            Objects.requireNonNull(settlement),
                            interaction.ask().type(),
                            interaction.requestedAt());
            }
        }
    }

    /** What is pending is so for all; the rest is counted by whoever did it. */
    @Override
    public void onEventsOfOthers(List<InteractionEvent> events) {
        onNotices(events.stream().map(Notice::of).toList());
    }

    @Override
    public void onNotices(List<Notice> notices) {
        notices.forEach(pending::on);
    }

    /** What is pending is counted anew; what happened meanwhile is missing from the counters of this process. */
    @Override
    public void onSkipped(long first, long last) {
        skipped.increment(last - first + 1.0);
        recount.run();
    }

    @Override
    public void onAttempt(Caller caller, Attempt attempt, SettleResult result) {
        if (result instanceof SettleResult.Lost) {
            lost.increment();
        }
    }

    private void settled(Settlement settlement, InteractionType type, Instant requestedAt) {
        settled(settlement).increment();
        decision(settlement, type).record(Duration.between(requestedAt, settlement.at()));
    }

    private static String label(InteractionType type) {
        return WELL_KNOWN.contains(type) ? type.value() : "other";
    }

    private Counter asked(Interaction interaction) {
        InteractionType type = interaction.ask().type();
        return asks.computeIfAbsent(
                label(type),
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

    private Timer decision(Settlement settlement, InteractionType type) {
        return decisions.computeIfAbsent(
                new Decided(settlement.status(), label(type)),
                decided -> Timer.builder("holdpoint.decision")
                        .description("Time from the ask to the settlement, by well-known type")
                        .tag("status", decided.status().toString())
                        .tag("type", decided.type())
                        .serviceLevelObjectives(DECISION_TIMES)
                        .register(meters));
    }
}
