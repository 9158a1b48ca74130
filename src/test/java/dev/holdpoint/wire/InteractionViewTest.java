package dev.holdpoint.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.testing.Events;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The JSON of an interaction, to the letter. */
class InteractionViewTest {

    private static final Ask PLAIN =
            new Ask(new InteractionType("question"), new SessionId("s/\u00e9\"\\"), Duration.ofMinutes(1));

    @Test
    void aPendingInteractionHasAllMembers() {
        assertThat(view(PLAIN))
                .isEqualTo(
                        "{\"id\":\"019ab000-0000-7000-8000-000000000001\",\"type\":\"question\","
                                + "\"sessionId\":\"s/\u00e9\\\"\\\\\",\"title\":null,\"data\":{},\"metadata\":{},"
                                + "\"responseSchema\":null,\"status\":\"pending\",\"requestedAt\":\"2026-11-23T08:15:30.123Z\","
                                + "\"requestedBy\":null,\"expiresAt\":\"2026-11-23T08:16:30.123Z\",\"onExpiry\":null,"
                                + "\"decidedAt\":null,\"decidedBy\":null,\"separate\":false,\"origin\":null,\"response\":null,\"reason\":null}");
    }

    @Test
    void whatCameInAsJsonGoesOutAsItCame() {
        String data =
                "{\"z\":1.0,\"__proto__\":{\"a\":-0},\"a\":1E+400,\"\":[\"\u202e\ud83d\ude00\\u0000\"],\"1\":null}";
        assertThat(view(PLAIN.withTitle("\ud83d\ude00 \"one\" line\u2028")
                        .withData(new Json(data))
                        .withMetadata(new Json("{\"constructor\":0.10}"))
                        .withResponseSchema(new Json("{\"maximum\":1e2}"))))
                .contains(",\"title\":\"\ud83d\ude00 \\\"one\\\" line\u2028\",\"data\":" + data
                        + ",\"metadata\":{\"constructor\":0.10},\"responseSchema\":{\"maximum\":1e2},\"status\":");
    }

    @Test
    void theDefaultSettlementIsToldAsItWasGiven() {
        assertThat(view(PLAIN.withOnExpiry(new OnExpiry.Resolve(Json.NULL))))
                .contains(",\"onExpiry\":{\"resolve\":null},");
        assertThat(view(PLAIN.withOnExpiry(new OnExpiry.Resolve(new Json("[1.50]")))))
                .contains(",\"onExpiry\":{\"resolve\":[1.50]},");
        assertThat(view(PLAIN.withOnExpiry(new OnExpiry.Reject("too\nlate"))))
                .contains(",\"onExpiry\":{\"reject\":\"too\\nlate\"},");
    }

    @Test
    void aSettlementIsToldWithItsCause() {
        assertThat(settled(Origin.RESPONDER, new Outcome.Resolved(new Json("{\"n\":1e5}"), "why")))
                .contains("\"status\":\"resolved\"")
                .endsWith(
                        "\"decidedAt\":\"2026-11-23T08:15:31.000Z\",\"decidedBy\":null,\"separate\":false,\"origin\":\"responder\",\"response\":{\"n\":1e5},\"reason\":\"why\"}");
        assertThat(settled(Origin.ASKER_LOST, new Outcome.Cancelled(null)))
                .contains("\"status\":\"cancelled\"")
                .endsWith("\"origin\":\"asker-lost\",\"response\":null,\"reason\":null}");
        assertThat(settled(Origin.TIMEOUT, new Outcome.Expired())).contains("\"status\":\"expired\"", "\"timeout\"");
        assertThat(settled(Origin.TIMEOUT, new Outcome.Rejected("late")))
                .contains("\"status\":\"rejected\"", "\"late\"");
    }

    @Test
    void whoAskedAndWhoDecidedAreToldAsTheyAreKnown() {
        var bot = new Identity("token:t1", Identity.Kind.SERVICE, null);
        var anna = new Identity("person:anna", Identity.Kind.PERSON, "Anna \"A\" L\u00f6we");
        Interaction asked = Events.pending(PLAIN);
        var known = new Interaction(asked.id(), asked.tenant(), PLAIN, asked.requestedAt(), bot, null, null)
                .settledAs(new Settlement(Events.TIME, Origin.RESPONDER, anna, new Outcome.Rejected("no")));

        assertThat(new String(InteractionView.encode(known), StandardCharsets.UTF_8))
                .contains(",\"requestedBy\":{\"id\":\"token:t1\",\"kind\":\"service\",\"name\":null},")
                .contains(",\"decidedBy\":{\"id\":\"person:anna\",\"kind\":\"person\","
                        + "\"name\":\"Anna \\\"A\\\" L\u00f6we\"},");
    }

    @Test
    void itIsNeverLargerThanItSays() {
        for (String letter : new String[] {"x", "\"", "\u00e9", "\u20ac", "\ud83d\ude00", "\u0001"}) {
            var ask = PLAIN.withTitle(letter.repeat(200)).withOnExpiry(new OnExpiry.Reject(letter.repeat(2_000)));
            var who = new Identity("x" + letter.repeat(200), Identity.Kind.SERVICE, letter.repeat(200));
            Interaction asked = Events.pending(ask);
            var settled = new Interaction(asked.id(), asked.tenant(), ask, asked.requestedAt(), who, null, null)
                    .settledAs(new Settlement(
                            Events.TIME, Origin.RESPONDER, who, new Outcome.Rejected(letter.repeat(2_000))));
            assertThat(InteractionView.encode(settled)).as(letter).hasSizeLessThanOrEqualTo(settled.size());
        }
    }

    private static String settled(Origin origin, Outcome outcome) {
        var at = Events.TIME.plusMillis(877);
        var settled = Events.pending(PLAIN).settledAs(new Settlement(at, origin, null, outcome));
        return new String(InteractionView.encode(settled), StandardCharsets.UTF_8);
    }

    private static String view(Ask ask) {
        return new String(InteractionView.encode(Events.pending(ask)), StandardCharsets.UTF_8);
    }
}
