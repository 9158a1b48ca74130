package dev.holdpoint.broker;

import static dev.holdpoint.testing.FrontDoor.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.Callers;
import dev.holdpoint.testing.FrontDoor;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a caller is shown: of everything what is its own. */
class ReadingTest {

    private static final Caller NOBODY = Caller.ANONYMOUS;
    private static final Caller STRANGER = Callers.STRANGER;
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final FrontDoor door = new FrontDoor();
    private final Reading reading = door.broker.reading();

    @Test
    void whatIsNotThereIsToldAtOnce() {
        var nobody = new InteractionId(UUID.randomUUID());

        assertThat(now(reading.await(NOBODY, nobody, Duration.ZERO))).isEmpty();
        assertThat(door.await(nobody, WAIT).join()).isEmpty();
        assertThat(door.broker.waiters()).isZero();
    }

    @Test
    void whoDoesNotWaitIsToldHowItStands() {
        var id = door.ask(Asks.any());

        assertThat(now(reading.await(NOBODY, id, Duration.ZERO))).contains(door.kept(id));
        door.settle(Asks.attempt(id, Asks.YES));
        assertThat(now(reading.await(NOBODY, id, Duration.ZERO))).contains(door.kept(id));
        assertThat(door.await(id, WAIT).join()).contains(door.kept(id));
    }

    @Test
    void eachCallerSeesItsTenant() {
        var id = door.ask(Asks.any());
        var query = new ListQuery(Criteria.ALL, Order.OLDEST, 10, null);
        var start = door.clock.instant();
        var span = new Timeline.Span(start, start.plusSeconds(60), Duration.ofSeconds(60));

        assertThat(now(reading.list(NOBODY, query)).items()).containsExactly(door.kept(id));
        assertThat(now(reading.statistics(NOBODY)).pending()).isEqualTo(1);
        assertThat(now(reading.timeline(NOBODY, span)).buckets())
                .singleElement()
                .satisfies(bucket -> assertThat(bucket.tally().requested()).isEqualTo(1));
        assertThat(now(reading.await(STRANGER, id, WAIT))).isEmpty();
        assertThat(now(reading.list(STRANGER, query)).items()).isEmpty();
        assertThat(now(reading.statistics(STRANGER)).pending()).isZero();
        assertThat(now(reading.timeline(STRANGER, span)).buckets())
                .singleElement()
                .satisfies(bucket -> assertThat(bucket.tally().requested()).isZero());
    }

    @Test
    void whoMayNothingIsToldNothing() {
        Caller nothing = Callers.person("anna", Callers.grant());
        var id = door.ask(Asks.any());
        var query = new ListQuery(Criteria.ALL, Order.OLDEST, 10, null);

        assertThatThrownBy(() -> reading.await(nothing, id, Duration.ZERO)).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> reading.list(nothing, query)).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> reading.listening(nothing)).isInstanceOf(ForbiddenException.class);
    }

    @Test
    void whoOnlyAsksIsToldOfItsOwnAndCountsNothing() {
        Caller asker = Callers.person("anna", Callers.grant(Permission.ASK));
        var span =
                new Timeline.Span(door.clock.instant(), door.clock.instant().plusSeconds(60), Duration.ofSeconds(60));
        door.ask(Asks.any());
        var own = ((AskResult.Created)
                        now(door.broker.asking().ask(asker, Asks.any().ask(), null, Duration.ZERO)))
                .interaction();

        assertThat(now(reading.list(asker, new ListQuery(Criteria.ALL, Order.OLDEST, 10, null)))
                        .items())
                .containsExactly(own);
        assertThatThrownBy(() -> reading.statistics(asker)).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> reading.timeline(asker, span)).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() ->
                        door.broker.settling().removeSession(asker, own.ask().session()))
                .isInstanceOf(ForbiddenException.class);
    }
}
