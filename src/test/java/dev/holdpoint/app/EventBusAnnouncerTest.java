package dev.holdpoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.EventListener;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.testing.Events;
import dev.holdpoint.testing.Gate;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
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
        var first = new EventBusAnnouncer(vertx, 1_000_000);
        var heardByFirst = new ArrayList<Object>();
        first.add(listener(heardByFirst::add));

        // When
        first.close();

        // Then
        var second = new EventBusAnnouncer(vertx, 1_000_000);
        var heard = new CompletableFuture<Object>();
        second.add(listener(heard::complete));
        List<InteractionEvent> events = List.of(Events.requested(1));
        second.announce(events, true);
        assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo(events);
        assertThat(heardByFirst).isEmpty();
    }

    @Test
    void whatOthersDidIsToldApart() throws Exception {
        var announcer = new EventBusAnnouncer(vertx, 1_000_000);
        var heard = new LinkedBlockingQueue<String>();
        announcer.add(new EventListener() {
            @Override
            public void onEvents(List<InteractionEvent> events) {
                heard.add("own " + events.getFirst().number());
            }

            @Override
            public void onEventsOfOthers(List<InteractionEvent> events) {
                heard.add("others' " + events.getFirst().number());
            }
        });

        announcer.announce(List.of(Events.requested(1)), false);
        announcer.announce(List.of(Events.requested(2)), true);

        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("others' 1");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("own 2");
        announcer.close();
    }

    @Test
    void whatWaitsForAListenerThatIsBehindIsBounded() throws Exception {
        // Given: a listener that stands at the first event
        var announcer = new EventBusAnnouncer(vertx, 2_000);
        var gate = new Gate();
        var heard = new LinkedBlockingQueue<String>();
        announcer.add(new EventListener() {
            @Override
            public void onEvents(List<InteractionEvent> events) {
                heard.add("told " + events.getFirst().number());
                if (events.getFirst().number() == 1) {
                    gate.pass();
                }
            }

            @Override
            public void onSkipped(long first, long last) {
                heard.add("skipped " + first + " to " + last);
            }
        });
        int size = Events.requested(1).interaction().weight();
        int fit = 2_000 / size;

        // When
        for (int number = 1; number <= fit + 2; number++) {
            announcer.announce(List.of(Events.requested(number)), true);
        }
        gate.awaitArrival();
        gate.open();

        // Then: what fits is told, the numbers of the rest, and then everything again
        for (int number = 1; number <= fit; number++) {
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("told " + number);
        }
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("skipped " + (fit + 1) + " to " + (fit + 1));
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("skipped " + (fit + 2) + " to " + (fit + 2));
        announcer.announce(List.of(Events.requested(99)), true);
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("told 99");
        announcer.close();
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
