package dev.holdpoint.app;

import dev.holdpoint.interaction.Announcer;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.SettleCommand;
import dev.holdpoint.interaction.SettleResult;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Announces on the Vert.x event bus, within this process and without copying. Each listener has an event loop of its own
 * choosing, so that one that is slow or fails does not hold up another.
 */
final class EventBusAnnouncer implements Announcer {

    static final String EVENTS = "holdpoint.events";
    static final String ATTEMPTS = "holdpoint.attempts";

    private static final DeliveryOptions LOCAL =
            new DeliveryOptions().setLocalOnly(true).setCodecName(LocalCodec.NAME);

    private final EventBus bus;
    private final List<MessageConsumer<?>> consumers = new CopyOnWriteArrayList<>();

    EventBusAnnouncer(Vertx vertx) {
        this.bus = vertx.eventBus();
        bus.registerCodec(new LocalCodec());
    }

    /** Events that became durable together, in order. */
    record Events(List<InteractionEvent> events) {}

    /** An attempt to settle that changed nothing. */
    record Attempt(SettleCommand command, SettleResult result) {}

    @Override
    public void announce(List<InteractionEvent> events) {
        bus.publish(EVENTS, new Events(events), LOCAL);
    }

    @Override
    public void announce(SettleCommand attempt, SettleResult result) {
        bus.publish(ATTEMPTS, new Attempt(attempt, result), LOCAL);
    }

    void onEvents(Consumer<List<InteractionEvent>> listener) {
        consumers.add(bus.<Events>localConsumer(
                EVENTS, message -> listener.accept(message.body().events())));
    }

    void onAttempts(Consumer<Attempt> listener) {
        consumers.add(bus.<Attempt>localConsumer(ATTEMPTS, message -> listener.accept(message.body())));
    }

    /** The bus may live on, as it does when dev mode reloads: nobody of this application stays on it. */
    void close() {
        consumers.forEach(MessageConsumer::unregister);
        bus.unregisterCodec(LocalCodec.NAME);
    }
}
