package dev.holdpoint.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Violation;
import dev.holdpoint.json.Violations;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.Events;
import dev.holdpoint.wire.Problem.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The JSON of a problem, to the letter. */
class ProblemTest {

    @Test
    void aPlainProblemSaysWhatWasWrongAndWhere() {
        assertThat(json(Problem.of(Kind.NOT_FOUND, "no \"such\" thing")))
                .isEqualTo("{\"type\":\"urn:holdpoint:problem:not-found\",\"title\":\"Not found\",\"status\":404,"
                        + "\"detail\":\"no \\\"such\\\" thing\",\"instance\":\"/v1/x\"}");
    }

    @Test
    void errorsAreToldWithTheirPlaces() {
        var violations = new Violations();
        violations.report("/a~1b", "wrong");
        violations.report("", "as a whole");
        assertThat(json(Problem.of(violations)))
                .isEqualTo(
                        "{\"type\":\"urn:holdpoint:problem:invalid-request\",\"title\":\"The request is not valid\","
                                + "\"status\":400,\"detail\":\"at '/a~1b': wrong\",\"instance\":\"/v1/x\","
                                + "\"errors\":[{\"pointer\":\"/a~1b\",\"detail\":\"wrong\"},{\"pointer\":\"\",\"detail\":\"as a whole\"}]}");
    }

    @Test
    void errorsBeyondAHundredAreCounted() {
        var violations = new Violations();
        for (int i = 0; i < 107; i++) {
            violations.report("/" + i, "wrong");
        }
        String json = json(Problem.of(violations));
        assertThat(json)
                .contains("{\"pointer\":\"/99\",")
                .doesNotContain("/100")
                .endsWith("],\"moreErrors\":7}");
    }

    @Test
    void whatIsTooLargeIsToldAloneAndWithItsPointer() {
        var violations = new Violations();
        violations.report("/type", "missing");
        violations.add(Violation.tooLarge("/data", 100));
        violations.add(Violation.tooLarge("/metadata", 10));
        assertThat(json(Problem.of(violations)))
                .isEqualTo("{\"type\":\"urn:holdpoint:problem:too-large\",\"title\":\"The request is too large\","
                        + "\"status\":413,\"detail\":\"'/data' is larger than 100 bytes\",\"instance\":\"/v1/x\","
                        + "\"pointer\":\"/data\",\"errors\":[{\"pointer\":\"/data\",\"detail\":\"larger than 100 bytes\"},"
                        + "{\"pointer\":\"/metadata\",\"detail\":\"larger than 10 bytes\"}]}");
    }

    @Test
    void aValuesErrorsAreToldWhereItStandsInTheBody() {
        assertThat(json(Problem.of(
                        Kind.INVALID_RESPONSE,
                        "/response",
                        List.of(new Violation("/n", "no number"), new Violation("", "x")))))
                .contains("\"status\":422,\"detail\":\"at '/response/n': no number\"")
                .endsWith(
                        "\"errors\":[{\"pointer\":\"/response/n\",\"detail\":\"no number\"},{\"pointer\":\"/response\",\"detail\":\"x\"}]}");
    }

    @Test
    void theInteractionIsToldWhole() {
        var interaction = Events.pending(Asks.any().ask());
        String told = new String(InteractionView.encode(interaction), StandardCharsets.UTF_8);
        assertThat(json(Problem.of(Kind.ALREADY_SETTLED, "lost", interaction)))
                .contains("\"status\":409,")
                .endsWith(",\"interaction\":" + told + "}");
    }

    @Test
    void onlyWhatMayPassIsTemporary() {
        assertThat(Kind.values())
                .filteredOn(Kind::isTemporary)
                .containsExactlyInAnyOrder(
                        Kind.RATE_LIMITED,
                        Kind.OVERLOADED,
                        Kind.STORE_UNAVAILABLE,
                        Kind.IDENTITY_UNAVAILABLE,
                        Kind.SHUTTING_DOWN);
    }

    private static String json(Problem problem) {
        return new String(problem.encode("/v1/x"), StandardCharsets.UTF_8);
    }
}
