package dev.holdpoint.app;

import dev.holdpoint.broker.Announcer;
import dev.holdpoint.broker.Attempt;
import dev.holdpoint.broker.EventListener;
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

    private final EventBus bus;
    private final long budget;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicInteger listeners = new AtomicInteger();
    private final List<MessageConsumer<?>> consumers = new CopyOnWriteArrayList<>();

    /**
     * @param budget how much of events may wait for listeners that are behind, in bytes
     */
    EventBusAnnouncer(Vertx vertx, long budget) {
        this.bus = vertx.eventBus();
        this.budget = budget;
        bus.registerCodec(new LocalEventBusCodec<>(CODEC));
    }

    /** What became durable together. */
    private sealed interface News {

        /**
         * Events, in order.
         *
         * @param isOwn whether this process made them happen
         * @param unheard how many listeners have not heard of them
         */
        record Told(List<InteractionEvent> events, boolean isOwn, long size, AtomicInteger unheard) implements News {}

        /** Events that are not told. */
        record Skipped(long first, long last) implements News {}
    }

    /** An attempt to settle that changed nothing. */
    private record Failed(Caller caller, Attempt attempt, SettleResult result) {}

    @Override
    public void announce(List<InteractionEvent> events, boolean isOwn) {
        long size =
                events.stream().mapToLong(event -> event.interaction().weight()).sum();
        int count = listeners.get();
        boolean isTold = count == 0 || events.isEmpty() || waiting.get() == 0 || waiting.get() + size <= budget;
        if (isTold) {
            waiting.addAndGet(count == 0 ? 0 : size);
            bus.publish(EVENTS, new News.Told(events, isOwn, size, new AtomicInteger(count)), LOCAL);
        } else {
            var skipped = new News.Skipped(
                    events.getFirst().number(), events.getLast().number());
            bus.publish(EVENTS, skipped, LOCAL);
        }
    }

    private void tell(EventListener listener, News news) {
        switch (news) {
            case News.Skipped(long first, long last) -> listener.onSkipped(first, last);
            case News.Told told -> {
                try {
                    if (told.isOwn()) {
                        listener.onEvents(told.events());
                    } else {
                        listener.onEventsOfOthers(told.events());
                    }
                } finally {
                    if (told.unheard().decrementAndGet() == 0) {
                        waiting.addAndGet(-told.size());
                    }
                }
            }
        }
    }

    @Override
    public void announce(Caller caller, Attempt attempt, SettleResult result) {
        bus.publish(ATTEMPTS, new Failed(caller, attempt, result), LOCAL);
    }

    /** Lets a listener hear what is announced from now on. */
    void add(EventListener listener) {
        listeners.incrementAndGet();
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
