package dev.holdpoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.EventListener;
import dev.holdpoint.interaction.InteractionEvent;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventBusAnnouncerTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Dev mode reloads the application on the same bus: listeners of the old one stayed, and failed at each event. */
    @Test
    void aClosedAnnouncerLeavesNobodyOnTheBus() throws Exception {
        // Given
        var first = new EventBusAnnouncer(vertx);
        var heardByFirst = new ArrayList<Object>();
        first.add(listener(heardByFirst::add));

        // When
        first.close();

        // Then
        var second = new EventBusAnnouncer(vertx);
        var heard = new CompletableFuture<Object>();
        second.add(listener(heard::complete));
        second.announce(List.of());
        assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo(List.of());
        assertThat(heardByFirst).isEmpty();
    }

    private static EventListener listener(Consumer<List<InteractionEvent>> consumer) {
        return new EventListener() {
            @Override
            public void onEvents(List<InteractionEvent> events) {
                consumer.accept(events);
            }
        };
    }
}
