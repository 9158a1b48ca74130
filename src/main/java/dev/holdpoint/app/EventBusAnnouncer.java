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

/**
 * Announces on the Vert.x event bus, within this process and without copying. Each listener has an event loop of its own,
 * so that one that is slow or fails does not hold up another.
 */
final class EventBusAnnouncer implements Announcer {

    static final String EVENTS = "holdpoint.events";
    static final String ATTEMPTS = "holdpoint.attempts";

    private static final String CODEC = "holdpoint-local";
    private static final DeliveryOptions LOCAL =
            new DeliveryOptions().setLocalOnly(true).setCodecName(CODEC);

    private final EventBus bus;
    private final List<MessageConsumer<?>> consumers = new CopyOnWriteArrayList<>();

    EventBusAnnouncer(Vertx vertx) {
        this.bus = vertx.eventBus();
        bus.registerCodec(new LocalEventBusCodec<>(CODEC));
    }

    /** Events that became durable together, in order. */
    private record Events(List<InteractionEvent> events) {}

    /** An attempt to settle that changed nothing. */
    private record Failed(Caller caller, Attempt attempt, SettleResult result) {}

    @Override
    public void announce(List<InteractionEvent> events) {
        bus.publish(EVENTS, new Events(events), LOCAL);
    }

    @Override
    public void announce(Caller caller, Attempt attempt, SettleResult result) {
        bus.publish(ATTEMPTS, new Failed(caller, attempt, result), LOCAL);
    }

    /** Lets a listener hear what is announced from now on. */
    void add(EventListener listener) {
        consumers.add(bus.<Events>localConsumer(
                EVENTS, message -> listener.onEvents(message.body().events())));
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
