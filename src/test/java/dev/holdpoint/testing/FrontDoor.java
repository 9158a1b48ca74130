package dev.holdpoint.testing;

import dev.holdpoint.broker.Announcer;
import dev.holdpoint.broker.Archive;
import dev.holdpoint.broker.AskResult;
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
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SeparateTypes;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.store.memory.MemoryStore;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The front door over a store in memory, on a clock that is handed in. */
public final class FrontDoor {

    public static final int PENDING_LIMIT = 5;

    private static final Scope ALL = new Scope.Everything();

    public final FakeClock clock = new FakeClock();
    public final FakeTimers timers = new FakeTimers(clock);
    public final MemoryStore memory = new MemoryStore(clock);
    public final Interposed store = new Interposed(memory);
    public final Deadlines deadlines = new Deadlines(store, clock, timers);
    public final Told told = new Told();
    public final Broker broker = brokerOver(memory);

    /** What was announced. */
    public static final class Told implements Announcer {

        public final List<InteractionEvent> events = new ArrayList<>();
        public final List<Notice> notices = new ArrayList<>();
        public boolean wantsAll;
        public final List<SettleResult> attempts = new ArrayList<>();

        @Override
        public void announce(List<InteractionEvent> news, boolean isOwn) {
            events.addAll(news);
        }

        @Override
        public void announce(List<Notice> news) {
            notices.addAll(news);
        }

        @Override
        public boolean wantsAll() {
            return wantsAll;
        }

        @Override
        public void announce(Caller caller, Attempt attempt, SettleResult result) {
            attempts.add(result);
        }
    }

    /** Another front door, to the same store, with an archive of its own. */
    public Broker brokerOver(Archive archive) {
        return new Broker(
                store,
                memory,
                archive,
                deadlines,
                new FakeCheck(),
                told,
                new Environment(
                        clock,
                        timers,
                        () -> new InteractionId(UUID.randomUUID()),
                        Asks.HOLDER,
                        new PendingLimits(PENDING_LIMIT, 0),
                        SeparateTypes.NONE));
    }

    /** Asks, and does not wait. */
    public InteractionId ask(Asks asks) {
        return ((AskResult.Created) now(broker.asking().ask(Caller.ANONYMOUS, asks.ask(), null, Duration.ZERO)))
                .interaction()
                .id();
    }

    public SettleResult settle(Attempt attempt) {
        return now(broker.settling().settle(Caller.ANONYMOUS, attempt));
    }

    public CompletableFuture<Optional<Interaction>> await(InteractionId id, Duration wait) {
        return broker.reading().await(Caller.ANONYMOUS, id, wait).subscribeAsCompletionStage();
    }

    /** As the store has it. */
    public Interaction kept(InteractionId id) {
        return now(memory.find(ALL, id)).orElseThrow();
    }

    public Status status(InteractionId id) {
        return kept(id).status();
    }

    public static <T> T now(Uni<T> uni) {
        return uni.await().indefinitely();
    }
}
