package dev.holdpoint.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.SeparateTypes;
import dev.holdpoint.interaction.Separation;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.Callers;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may ask what, and what whoever asks does not decide. */
class AdmissionTest {

    private static final Caller ASKER = Callers.person("anna", Callers.grant(Permission.ASK));
    private static final Ask PERMISSION = Asks.any()
            .ofType("permission")
            .in("ci-1")
            .separate(Separation.BY_TYPE)
            .ask();
    private static final Ask QUESTION =
            Asks.any().in("ci-1").separate(Separation.BY_TYPE).ask();
    private static final OnExpiry ALLOWED = new OnExpiry.Resolve(Json.EMPTY_OBJECT);

    private final Admission admission = new Admission(new SeparateTypes(false, Set.of(InteractionType.PERMISSION)));

    @Test
    void whoMayAskMayAsk() {
        assertThat(admission.refusal(ASKER, PERMISSION)).isEmpty();
        assertThat(admission.refusal(Caller.ANONYMOUS_ASKER, PERMISSION)).isEmpty();
    }

    @Test
    void whoMayEverythingElseMayNotAsk() {
        Caller others = Callers.person("anna", Callers.grant(Permission.DECIDE, Permission.READ, Permission.MANAGE));
        assertThat(pointer(others, PERMISSION)).contains("");
    }

    @Test
    void outsideOfItsLimitsTheMemberIsNamed() {
        Caller inCi = Callers.person("anna", Callers.grant(Callers.sessions("ci-*", "x"), Permission.ASK));
        Caller plans = Callers.person("anna", Callers.grant(Callers.types("plan-approval"), Permission.ASK));

        assertThat(admission.refusal(inCi, PERMISSION)).isEmpty();
        assertThat(pointer(inCi, Asks.any().in("c").ask())).contains("/sessionId");
        assertThat(pointer(plans, PERMISSION)).contains("/type");
        assertThat(admission.refusal(plans, Asks.any().ofType("plan-approval").ask()))
                .isEmpty();
    }

    @Test
    void whatIsSeparateByItsTypeCannotBeWaived() {
        assertThat(pointer(ASKER, PERMISSION.withSeparation(Separation.NO))).contains("/separate");
        assertThat(admission.refusal(ASKER, QUESTION.withSeparation(Separation.NO)))
                .isEmpty();
    }

    @Test
    void nobodyAnswersOneselfBySilence() {
        assertThat(admission.refusal(ASKER, PERMISSION.withOnExpiry(ALLOWED))).contains(new AskResult.OwnDefault());
        assertThat(admission.refusal(
                        ASKER, QUESTION.withSeparation(Separation.YES).withOnExpiry(ALLOWED)))
                .contains(new AskResult.OwnDefault());
        assertThat(admission.refusal(ASKER, QUESTION.withOnExpiry(ALLOWED))).isEmpty();
        assertThat(admission.refusal(ASKER, PERMISSION.withOnExpiry(new OnExpiry.Reject("no"))))
                .isEmpty();
    }

    @Test
    void whatIsKeptIsSeparateOrNot() {
        assertThat(admission.separated(PERMISSION).separation()).isEqualTo(Separation.YES);
        assertThat(admission.separated(QUESTION).separation()).isEqualTo(Separation.NO);
        assertThat(admission.separated(QUESTION.withSeparation(Separation.YES)).isSeparate())
                .isTrue();
        assertThat(new Admission(new SeparateTypes(true, Set.of()))
                        .separated(QUESTION)
                        .isSeparate())
                .isTrue();
        assertThat(new Admission(SeparateTypes.NONE).separated(PERMISSION).isSeparate())
                .isFalse();
    }

    private Optional<String> pointer(Caller caller, Ask ask) {
        return admission.refusal(caller, ask).map(refusal -> ((AskResult.Forbidden) refusal).pointer());
    }
}
