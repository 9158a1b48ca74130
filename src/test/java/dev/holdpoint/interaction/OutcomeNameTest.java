package dev.holdpoint.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeNameTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> TYPES = List.of("permission", "plan-approval", "ask-user", "question");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "permission|{\"behavior\":\"allow\"}|allowed",
                "permission|{\"message\":\"no\",\"behavior\":\"deny\"}|denied",
                "permission|{\"behavior\":\"Deny\"}|answered",
                "permission|{\"other\":{\"behavior\":\"deny\"}}|answered",
                "permission|{}|answered",
                "permission|\"deny\"|answered",
                "permission|{\"approved\":false}|answered",
                "plan-approval|{\"approved\":true}|approved",
                "plan-approval|{\"feedback\":\"x\",\"approved\":false}|declined",
                "plan-approval|{\"approved\":\"false\"}|answered",
                "plan-approval|{\"behavior\":\"deny\"}|answered",
                "ask-user|{\"answers\":{}}|answered",
                "question|{\"behavior\":\"deny\",\"approved\":false}|answered",
                "question|null|answered"
            })
    void anAnswerIsCalledWhatItSays(String type, String response, String name) {
        assertThat(named(type, Origin.RESPONDER, new Outcome.Resolved(new Json(response), "words")))
                .isEqualTo(name);
    }

    @Test
    void whoGivesNoAnswerDeniesAPermissionAndDeclinesAllElse() {
        assertThat(TYPES)
                .extracting(type -> named(type, Origin.RESPONDER, new Outcome.Rejected(null)))
                .containsExactly("denied", "declined", "declined", "declined");
    }

    @Test
    void silenceIsNobodyWhateverItSettlesAs() {
        var allow = new Outcome.Resolved(new Json("{\"behavior\":\"allow\",\"approved\":true}"), null);
        for (Outcome outcome : List.of(new Outcome.Expired(), new Outcome.Rejected("late"), allow)) {
            assertThat(TYPES)
                    .extracting(type -> named(type, Origin.TIMEOUT, outcome))
                    .containsOnly("nobody");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Origin.class,
            names = {"ASKER", "SESSION", "ASKER_LOST"})
    void whateverIsCancelledIsWithdrawn(Origin origin) {
        assertThat(TYPES)
                .extracting(type -> named(type, origin, new Outcome.Cancelled(null)))
                .containsOnly("withdrawn");
    }

    @Test
    void whatIsPendingHasNoName() {
        var asked = new Interaction(
                new InteractionId(new UUID(1, 2)),
                Tenant.DEFAULT,
                new Ask(InteractionType.PERMISSION, new SessionId("s"), Duration.ofMinutes(1)),
                NOW,
                null,
                null,
                null);

        assertThat(OutcomeName.of(asked)).isEmpty();
        assertThat(OutcomeName.of(
                        asked.settledAs(new Settlement(NOW, Origin.RESPONDER, null, new Outcome.Rejected(null)))))
                .contains(OutcomeName.DENIED);
    }

    @Test
    void aNameIsReadAsItIsWritten() {
        for (OutcomeName name : OutcomeName.values()) {
            assertThat(OutcomeName.parse(name.toString())).contains(name);
        }
        assertThat(OutcomeName.parse("Denied")).isEmpty();
    }

    private static String named(String type, Origin origin, Outcome outcome) {
        var settlement = new Settlement(NOW, origin, null, outcome);
        return OutcomeName.of(new InteractionType(type), settlement).toString();
    }
}
