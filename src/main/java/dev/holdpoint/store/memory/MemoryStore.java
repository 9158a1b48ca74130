package dev.holdpoint.store.memory;

import dev.holdpoint.interaction.AskResult;
import dev.holdpoint.interaction.EventPage;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.NewInteraction;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Retention;
import dev.holdpoint.interaction.Serial;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.SettleCommand;
import dev.holdpoint.interaction.SettleResult;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Store;
import dev.holdpoint.interaction.Sweep;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.store.Verdict;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps interactions in memory: nothing survives the process. Every call is one critical section; what it made durable
 * is told afterwards, outside it, in order. Thread-safe.
 */
public final class MemoryStore implements Store {

    private final ReentrantLock lock = new ReentrantLock();
    private final Memory memory; // guarded by lock
    private final ConcurrentLinkedQueue<List<InteractionEvent>> untold = new ConcurrentLinkedQueue<>();
    private final Serial telling = new Serial();
    private volatile Consumer<List<InteractionEvent>> news = events -> {};

    public MemoryStore(InstantSource clock) {
        this.memory = new Memory(clock);
    }

    @Override
    public void tell(Consumer<List<InteractionEvent>> news) {
        this.news = news;
    }

    @Override
    public Uni<AskResult> create(NewInteraction asked) {
        return inLock(memory -> memory.create(asked));
    }

    @Override
    public Uni<SettleResult> settle(SettleCommand command) {
        return inLock(memory -> {
            var kept = memory.kept(command.id());
            return kept.isEmpty()
                    ? new SettleResult.Unknown()
                    : switch (Verdict.of(kept.get(), command, memory.now())) {
                        case Verdict.Answer answer -> answer.result();
                        case Verdict.Win win ->
                            new SettleResult.Won(memory.settle(kept.get(), win.settlement(), win.winner()));
                        case Verdict.TooLate late ->
                            new SettleResult.Lost(memory.settle(kept.get(), late.settlement(), null));
                    };
        });
    }

    @Override
    public Uni<Optional<Held>> hold(InteractionId id, Supplier<Duration> heldFor) {
        return inLock(memory -> memory.hold(id, heldFor));
    }

    @Override
    public Uni<Integer> cancelSession(SessionId session, String reason) {
        return inLock(memory -> memory.cancelSession(session, reason));
    }

    @Override
    public Uni<Sweep> expire(int limit) {
        return inLock(memory -> memory.expire(limit));
    }

    @Override
    public Uni<Integer> purge(Retention retention, int limit) {
        return inLock(memory -> memory.purge(retention, limit));
    }

    @Override
    public Uni<Optional<Interaction>> find(InteractionId id) {
        return inLock(memory -> memory.kept(id).map(kept -> kept.interaction()));
    }

    @Override
    public Uni<Optional<Idempotency>> findKey(String key) {
        return inLock(memory -> memory.keptByKey(key).map(kept -> kept.askedWith()));
    }

    @Override
    public Uni<Page> list(ListQuery query) {
        return inLock(memory -> memory.reading().list(query));
    }

    @Override
    public Uni<Snapshot> snapshot(Filter filter) {
        return inLock(memory -> memory.reading().snapshot(filter));
    }

    @Override
    public Uni<EventPage> eventsAfter(long number, Filter filter, int limit, int maxSize) {
        return inLock(memory -> memory.reading().eventsAfter(number, filter, limit, maxSize));
    }

    @Override
    public Uni<Statistics> statistics() {
        return inLock(memory -> memory.reading().statistics());
    }

    @Override
    public Uni<Timeline> timeline(Timeline.Span span) {
        return inLock(memory -> memory.reading().timeline(span));
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public void close() {}

    private <T> Uni<T> inLock(Function<Memory, T> work) {
        return Uni.createFrom().item(() -> {
            T result;
            lock.lock();
            try {
                result = work.apply(memory);
                var events = memory.takeEvents();
                if (!events.isEmpty()) {
                    untold.add(events);
                }
            } finally {
                lock.unlock();
            }
            telling.run(this::tellNext);
            return result;
        });
    }

    private void tellNext() {
        var events = untold.poll();
        if (events != null) {
            news.accept(events);
        }
    }
}
