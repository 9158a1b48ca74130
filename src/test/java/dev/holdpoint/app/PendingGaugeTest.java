package dev.holdpoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.Notice;
import dev.holdpoint.interaction.InteractionEvent.Kind;
import dev.holdpoint.store.PendingCount;
import dev.holdpoint.testing.Asks;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is pending, where others write while the store is asked: each event counts once. */
class PendingGaugeTest {

    private final PendingGauge gauge = new PendingGauge();

    @Test
    void whatTheStoreCountedIsNotCountedAgainWhetherItWasHeardOfBefore() {
        gauge.on(event(7, Kind.REQUESTED));
        gauge.on(event(8, Kind.REQUESTED));

        gauge.answered(new PendingCount(5, 7));

        assertThat(gauge.count()).isEqualTo(6);
    }

    @Test
    void orAfterwards() {
        gauge.answered(new PendingCount(5, 8));

        gauge.on(event(8, Kind.REQUESTED));
        assertThat(gauge.count()).isEqualTo(5);
        gauge.on(event(9, Kind.SETTLED));
        assertThat(gauge.count()).isEqualTo(4);
    }

    @Test
    void whatIsCountedAnewTakesWhatHappenedMeanwhileOnce() {
        gauge.answered(new PendingCount(5, 8));
        gauge.on(event(9, Kind.REQUESTED));

        gauge.ask();
        gauge.on(event(20, Kind.REQUESTED));
        gauge.on(event(21, Kind.SETTLED));
        gauge.on(event(22, Kind.SETTLED));
        gauge.answered(new PendingCount(50, 21));

        assertThat(gauge.count()).isEqualTo(49);
    }

    @Test
    void aStoreThatDoesNotAnswerChangesNothing() {
        gauge.answered(new PendingCount(5, 8));

        gauge.ask();
        gauge.on(event(9, Kind.REQUESTED));
        gauge.unanswered();
        gauge.on(event(10, Kind.REQUESTED));

        assertThat(gauge.count()).isEqualTo(7);
    }

    private static Notice event(long number, Kind kind) {
        return new Notice(number, kind, Asks.any().made().id(), Duration.ofMinutes(1));
    }
}
