package dev.holdpoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.Announcer;
import dev.holdpoint.broker.Attempt;
import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.Deadlines;
import dev.holdpoint.broker.Environment;
import dev.holdpoint.broker.Notice;
import dev.holdpoint.broker.PendingLimits;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionEvent.Kind;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.SeparateTypes;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.rest.EventFrames;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.stream.Hub;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeCheck;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.FakeTimers;
import dev.holdpoint.testing.StoreKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures, from the events that they are counted by. */
class MetricsTest {

    private static final Caller NOBODY = Caller.ANONYMOUS;

    private final FakeClock clock = new FakeClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Metrics metrics = new Metrics(meters);

    @TempDir
    Path folder;

    private long number = 100;

    @Test
    void whatWasPendingBeforeARestartIsPendingAfterIt() {
        // Given
        try (StoreEngine before = StoreKind.SQLITE.open(folder, clock)) {
            ask(before, "question");
            ask(before, "question");
            settle(before, ask(before, "question"));
        }

        // When
        try (StoreEngine store = StoreKind.SQLITE.open(folder, clock)) {
            start(store);

            // Then
            assertThat(pending()).isEqualTo(2);
            metrics.onEvents(List.of(event(Kind.REQUESTED, asked("question"))));
            assertThat(pending()).isEqualTo(3);
        }
    }

    /** Another replica's news is read from the log, where what was asked may have settled long ago. */
    @Test
    void anEventCountsAsWhatItTellsHoweverTheInteractionStands() {
        start(new MemoryStore(clock));
        Interaction settled = settled(asked("question"), Origin.RESPONDER, new Outcome.Rejected(null));

        metrics.onEvents(List.of(event(Kind.REQUESTED, settled)));
        assertThat(pending()).isEqualTo(1);
        assertThat(count("holdpoint.asks", "type", "other")).isEqualTo(1);
        assertThat(meters.find("holdpoint.settlements").counters()).isEmpty();

        metrics.onEvents(List.of(event(Kind.SETTLED, settled)));
        assertThat(pending()).isZero();
        assertThat(count("holdpoint.settlements", "status", "rejected", "origin", "responder"))
                .isEqualTo(1);
        assertThat(count("holdpoint.asks", "type", "other")).isEqualTo(1);
    }

    @Test
    void typesThatAreNotWellKnownAreCountedTogether() {
        metrics.onEvents(List.of(
                event(Kind.REQUESTED, asked("permission")),
                event(Kind.REQUESTED, asked("question")),
                event(Kind.REQUESTED, asked("another"))));

        assertThat(count("holdpoint.asks", "type", "permission")).isEqualTo(1);
        assertThat(count("holdpoint.asks", "type", "other")).isEqualTo(2);
        assertThat(meters.find("holdpoint.asks").counters()).hasSize(2);
    }

    @Test
    void aSettlementIsTimedFromTheAskOn() {
        Interaction asked = asked("question");
        clock.advance(Duration.ofSeconds(90));

        metrics.onEvents(List.of(event(Kind.SETTLED, settled(asked, Origin.TIMEOUT, new Outcome.Expired()))));

        var timer = meters.get("holdpoint.decision").tag("status", "expired").timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(90);
    }

    @Test
    void onlyWhoLostIsCountedAsLost() {
        Interaction settled = settled(asked("question"), Origin.RESPONDER, new Outcome.Rejected(null));
        Attempt attempt = Asks.attempt(settled.id(), Asks.YES);

        metrics.onAttempt(NOBODY, attempt, new SettleResult.Lost(settled));
        for (var refusal : SettleResult.Refusal.values()) {
            metrics.onAttempt(NOBODY, attempt, new SettleResult.Refused(refusal, new SessionId("session")));
        }

        assertThat(meters.get("holdpoint.settlements.lost").counter().count()).isEqualTo(1);
    }

    @Test
    void aCommitIsCountedWithItsOperations() {
        metrics.onCommit(3, Duration.ofMillis(4));
        metrics.onCommit(5, Duration.ofMillis(6));

        assertThat(meters.get("holdpoint.store.batch.operations").summary().totalAmount())
                .isEqualTo(8);
        assertThat(meters.get("holdpoint.store.commit").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(10);
    }

    @Test
    void whatCannotBeReadIsCounted() {
        metrics.onUnreadable();

        assertThat(meters.get("holdpoint.store.unreadable").counter().count()).isEqualTo(1);
    }

    private void start(StoreEngine store) {
        var timers = new FakeTimers(clock);
        var environment = new Environment(
                clock,
                timers,
                () -> new InteractionId(UUID.randomUUID()),
                Asks.HOLDER,
                new PendingLimits(100, 0),
                SeparateTypes.NONE);
        var broker = new Broker(
                store, store, store, new Deadlines(store, clock, timers), new FakeCheck(), new ToNobody(), environment);
        metrics.start(store, broker, new Hub(store, new EventFrames(), Long.MAX_VALUE));
    }

    private static final class ToNobody implements Announcer {

        @Override
        public void announce(List<InteractionEvent> events, boolean isOwn) {}

        @Override
        public void announce(List<Notice> notices) {}

        @Override
        public boolean wantsAll() {
            return false;
        }

        @Override
        public void announce(Caller caller, Attempt attempt, SettleResult result) {}
    }

    private double pending() {
        return meters.get("holdpoint.pending").gauge().value();
    }

    private double count(String name, String... tags) {
        return meters.get(name).tags(tags).counter().count();
    }

    private Interaction asked(String type) {
        var made = Asks.any().ofType(type).made();
        return new Interaction(made.id(), Tenant.DEFAULT, made.ask(), clock.instant(), null, null, null);
    }

    private Interaction settled(Interaction asked, Origin origin, Outcome outcome) {
        return asked.settledAs(new Settlement(clock.instant(), origin, null, outcome));
    }

    private InteractionEvent event(Kind kind, Interaction interaction) {
        number++;
        return new InteractionEvent(number, kind, clock.instant(), interaction);
    }

    private static InteractionId ask(StoreEngine store, String type) {
        var made = Asks.any().ofType(type).made();
        store.create(NOBODY, made).await().indefinitely();
        return made.id();
    }

    private static void settle(StoreEngine store, InteractionId id) {
        store.settle(NOBODY, Asks.settle(id, Asks.YES)).await().indefinitely();
    }
}
