package dev.holdpoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionEvent.Kind;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.LogLines;
import java.util.List;
import java.util.Map;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is written of a settlement. */
class SettlementLogTest {

    private final FakeClock clock = new FakeClock();
    private final SettlementLog log = new SettlementLog();
    private final LogLines lines = new LogLines("dev.holdpoint");
    private final Interaction asked = asked();

    @AfterEach
    void leave() {
        lines.close();
    }

    @Test
    void theFactsOfASettlementAreFieldsOfItsLine() {
        log.onEvents(List.of(event(Kind.SETTLED, settled(null))));

        assertThat(lines.fields())
                .containsExactly(Map.of(
                        "interaction",
                        asked.id().toString(),
                        "type",
                        "question",
                        "status",
                        "resolved",
                        "origin",
                        "responder"));
        assertThat(MDC.getMap()).doesNotContainKeys("interaction", "type", "status", "origin");
    }

    @Test
    void aSettlementIsOneLineWithoutItsPayload() {
        log.onEvents(List.of(event(Kind.SETTLED, settled(null))));

        assertThat(lines.seen())
                .containsExactly("dev.holdpoint.settlement settled " + asked.id()
                        + " type=question status=resolved origin=responder by=null");
    }

    @Test
    void whoDecidedIsQuoted() {
        var by = new Identity("anna\" status=\"rejected", Identity.Kind.PERSON, "Anna");

        log.onEvents(List.of(event(Kind.SETTLED, settled(by))));

        assertThat(lines.seen()).singleElement().asString().endsWith("by=\"anna\\\" status=\\\"rejected\"");
    }

    @Test
    void anAskIsNotWrittenOfHoweverItStands() {
        log.onEvents(List.of(event(Kind.REQUESTED, asked), event(Kind.REQUESTED, settled(null))));

        assertThat(lines.seen()).isEmpty();
    }

    private Interaction asked() {
        var made = Asks.any().made();
        return new Interaction(made.id(), Tenant.DEFAULT, made.ask(), clock.instant(), null, null, null);
    }

    private Interaction settled(Identity by) {
        return asked.settledAs(new Settlement(
                clock.instant(), Origin.RESPONDER, by, new Outcome.Resolved(new Json("\"secret\""), "secret")));
    }

    private InteractionEvent event(Kind kind, Interaction interaction) {
        return new InteractionEvent(1, kind, clock.instant(), interaction);
    }
}
