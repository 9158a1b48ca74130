package dev.holdpoint.stream;

import dev.holdpoint.broker.EventLog;
import dev.holdpoint.broker.EventPage;
import dev.holdpoint.broker.NewsListener;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.testing.Events;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A log whose readers wait: when it is looked at, and when they are told, is for a test to say. */
final class FakeLog implements EventLog {

    /** All that ever happened; what is purged stays here. */
    final List<InteractionEvent> history = new ArrayList<>();

    /** What is to happen next, in any order: a look at the log, or an answer. */
    final List<Runnable> due = new ArrayList<>();

    long purgedThrough;
    boolean isBroken;

    long last() {
        return history.size();
    }

    InteractionEvent append(String session) {
        var event = Events.requested(last() + 1, session);
        history.add(event);
        return event;
    }

    @Override
    public void subscribe(NewsListener listener) {
        throw new UnsupportedOperationException("the test announces");
    }

    @Override
    public Uni<Snapshot> snapshot(Scope scope, Filter filter) {
        return later(() -> new Snapshot(last(), List.of(), false));
    }

    @Override
    public Uni<EventPage> after(long number, Scope scope, Filter filter, int limit, int maxSize) {
        return later(() -> page(number, filter, Math.min(limit, 5)));
    }

    /** No look goes further than this. */
    private static final int FAR = 8;

    private EventPage page(long number, Filter filter, int limit) {
        if (number < purgedThrough || number > last()) {
            return new EventPage.Gone();
        }
        var found = new ArrayList<InteractionEvent>();
        long end = Math.min(last(), number + FAR);
        for (InteractionEvent event : history.subList((int) number, (int) end)) {
            if (filter.matches(event.interaction())) {
                if (found.size() == limit) {
                    return new EventPage.Piece(found, found.getLast().number(), last());
                }
                found.add(event);
            }
        }
        return new EventPage.Piece(found, end, last());
    }

    private <T> Uni<T> later(Supplier<T> look) {
        return Uni.createFrom().emitter(asker -> due.add(() -> look(look, asker)));
    }

    private <T> void look(Supplier<T> look, UniEmitter<? super T> asker) {
        if (isBroken) {
            due.add(() -> asker.fail(new StoreUnavailableException("the disk is gone", null)));
            return;
        }
        T seen = look.get();
        due.add(() -> asker.complete(seen));
    }
}
