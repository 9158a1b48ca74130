package dev.holdpoint.app;

import dev.holdpoint.broker.Announcer;
import dev.holdpoint.broker.Attempt;
import dev.holdpoint.broker.EventListener;
import dev.holdpoint.broker.Notice;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.InteractionEvent;
import io.quarkus.vertx.LocalEventBusCodec;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Announces on the Vert.x event bus, within this process and without copying. Each listener has an event loop of its own,
 * so that one that is slow or fails does not hold up another. What waits for those that are behind is bounded: beyond it they
 * hear of numbers alone.
 */
final class EventBusAnnouncer implements Announcer {

    static final String EVENTS = "holdpoint.events";
    static final String ATTEMPTS = "holdpoint.attempts";

    private static final String CODEC = "holdpoint-local";
    private static final DeliveryOptions LOCAL =
            new DeliveryOptions().setLocalOnly(true).setCodecName(CODEC);

    /** What a notice takes, in bytes. */
    private static final int NOTICE = 100;

    private final EventBus bus;
    private final long budget;
    private final AtomicLong waiting = new AtomicLong();
    private final List<EventListener> listeners = new CopyOnWriteArrayList<>();
    private final List<MessageConsumer<?>> consumers = new CopyOnWriteArrayList<>();

    /**
     * @param budget how much of events may wait for listeners that are behind, in bytes
     */
    EventBusAnnouncer(Vertx vertx, long budget) {
        this.bus = vertx.eventBus();
        this.budget = budget;
        bus.registerCodec(new LocalEventBusCodec<>(CODEC));
    }

    /**
     * What became durable together.
     *
     * @param toldTo tells it to a listener
     * @param unheard how many listeners have not heard of it
     */
    private record News(Consumer<EventListener> toldTo, long size, AtomicInteger unheard) {}

    /** An attempt to settle that changed nothing. */
    private record Failed(Caller caller, Attempt attempt, SettleResult result) {}

    @Override
    public void announce(List<InteractionEvent> events, boolean isOwn) {
        if (events.isEmpty()) {
            return;
        }
        long size =
                events.stream().mapToLong(event -> event.interaction().weight()).sum();
        Consumer<EventListener> whole =
                isOwn ? listener -> listener.onEvents(events) : listener -> listener.onEventsOfOthers(events);
        announce(whole, size, events.getFirst().number(), events.getLast().number());
    }

    @Override
    public void announce(List<Notice> notices) {
        if (!notices.isEmpty()) {
            long first = notices.getFirst().number();
            long last = notices.getLast().number();
            announce(listener -> listener.onNotices(notices), (long) NOTICE * notices.size(), first, last);
        }
    }

    @Override
    public boolean wantsAll() {
        return listeners.stream().anyMatch(EventListener::wantsAll);
    }

    private void announce(Consumer<EventListener> whole, long size, long first, long last) {
        int count = listeners.size();
        boolean isTold = count == 0 || waiting.get() == 0 || waiting.get() + size <= budget;
        long taken = isTold && count > 0 ? size : 0;
        waiting.addAndGet(taken);
        Consumer<EventListener> told = isTold ? whole : listener -> listener.onSkipped(first, last);
        bus.publish(EVENTS, new News(told, taken, new AtomicInteger(count)), LOCAL);
    }

    private void tell(EventListener listener, News news) {
        try {
            news.toldTo().accept(listener);
        } finally {
            if (news.unheard().decrementAndGet() == 0) {
                waiting.addAndGet(-news.size());
            }
        }
    }

    @Override
    public void announce(Caller caller, Attempt attempt, SettleResult result) {
        bus.publish(ATTEMPTS, new Failed(caller, attempt, result), LOCAL);
    }

    /** Lets a listener hear what is announced from now on. */
    void add(EventListener listener) {
        listeners.add(listener);
        consumers.add(bus.<News>localConsumer(EVENTS, message -> tell(listener, message.body())));
        consumers.add(bus.<Failed>localConsumer(ATTEMPTS, message -> {
            Failed failed = message.body();
            listener.onAttempt(failed.caller(), failed.attempt(), failed.result());
        }));
    }

    /** The bus may live on, as it does when dev mode reloads: nobody of this application stays on it. */
    void close() {
        consumers.forEach(MessageConsumer::unregister);
        bus.unregisterCodec(CODEC);
    }
}
