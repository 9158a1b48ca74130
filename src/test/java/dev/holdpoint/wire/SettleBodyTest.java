package dev.holdpoint.wire;

import static dev.holdpoint.wire.Refused.pointers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.SettleBody.Verb;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettleBodyTest {

    @Test
    void aResponseIsTakenAsItWasSent() {
        SettleBody body = parse(
                Verb.RESOLVE, "{\"response\":{\"n\": 1e5,\"__proto__\":null},\"reason\":\"why\",\"sessionId\":\"s\"}");
        assertThat(body.decision()).isEqualTo(new Decision.Resolve(new Json("{\"n\":1e5,\"__proto__\":null}"), "why"));
        assertThat(body.session()).isEqualTo(new SessionId("s"));
    }

    @Test
    void nullIsAResponse() {
        assertThat(parse(Verb.RESOLVE, "{\"response\":null}").decision())
                .isEqualTo(new Decision.Resolve(Json.NULL, null));
        assertThat(pointers(refused(Verb.RESOLVE, "{}"))).containsExactly("/response");
    }

    @Test
    void whatIsNotSaidIsAbsent() {
        for (String body : List.of("{}", "{\"reason\":null,\"sessionId\":null}")) {
            assertThat(parse(Verb.REJECT, body).decision()).isEqualTo(new Decision.Reject(null));
            assertThat(parse(Verb.CANCEL, body).decision()).isEqualTo(new Decision.Cancel(null));
            assertThat(parse(Verb.CANCEL, body).session()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "REJECT|{\"response\":1}|/response",
                "CANCEL|{\"response\":1}|/response",
                "RESOLVE|{\"response\":1,\"more\":1}|/more",
                "RESOLVE|{\"response\":1,\"response\":2}|/response",
                "RESOLVE|{\"response\":{\"a\":{\"\\ud800\":1}}}|/response/a/\ud800",
                "REJECT|{\"reason\":7}|/reason",
                "REJECT|{\"sessionId\":\"\"}|/sessionId",
                "CANCEL|[]|``"
            })
    void whatIsWrongIsToldOnce(Verb verb, String body, String pointer) {
        Problem problem = refused(verb, body);
        assertThat(problem.kind()).isEqualTo(Kind.INVALID_REQUEST);
        assertThat(pointers(problem)).containsExactly(pointer);
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void aReasonHasTwoThousandCharactersAtMostAndNoneThatIsNul(Verb verb) {
        for (String letter : List.of("x", "\ud83d\ude00")) {
            assertThat(parse(verb, reason(verb, letter.repeat(2_000)))
                            .decision()
                            .outcome()
                            .reason())
                    .isEqualTo(letter.repeat(2_000));
            assertThat(pointers(refused(verb, reason(verb, letter.repeat(2_001)))))
                    .containsExactly("/reason");
        }
        Problem problem = refused(verb, reason(verb, "a\\u0000b"));
        assertThat(problem.kind()).isEqualTo(Kind.INVALID_REQUEST);
        assertThat(pointers(problem)).containsExactly("/reason");
        assertThat(parse(verb, reason(verb, "a\\n\\u0001")).decision().outcome().reason())
                .isEqualTo("a\n\u0001");
    }

    @Test
    void aResponseIsBoundedInBytesOfUtf8() {
        for (String letter : List.of("x", "\u00e9", "\u20ac", "\ud83d\ude00")) {
            int bytes = letter.getBytes(StandardCharsets.UTF_8).length;
            int room = Sizes.RESPONSE - 2;
            String fits = letter.repeat(room / bytes) + "x".repeat(room % bytes);
            assertThat(((Decision.Resolve) parse(Verb.RESOLVE, "{\"response\":\"" + fits + "\"}")
                                    .decision())
                            .response()
                            .size())
                    .isEqualTo(Sizes.RESPONSE);
            Problem problem = refused(Verb.RESOLVE, "{\"response\":\"" + fits + "x\"}");
            assertThat(problem.kind()).as(letter).isEqualTo(Kind.TOO_LARGE);
            assertThat(pointers(problem)).containsExactly("/response");
        }
    }

    @Test
    void aKeyComesWithTheFingerprintOfVerbAndBody() {
        Optional<String> key = Optional.of("k");
        var resolved = parse(Verb.RESOLVE, "{\"response\":{\"a\":1,\"b\":2}}").idempotency(key);
        assertThat(parse(Verb.RESOLVE, "{\"reason\":null,\"response\":{\"b\":2.0,\"a\":1}}")
                        .idempotency(key))
                .isEqualTo(resolved);
        assertThat(parse(Verb.RESOLVE, "{\"response\":{\"a\":-1,\"b\":2}}").idempotency(key))
                .isNotEqualTo(resolved);
        assertThat(parse(Verb.REJECT, "{}").idempotency(key))
                .isNotEqualTo(parse(Verb.CANCEL, "{}").idempotency(key));
        assertThat(parse(Verb.REJECT, "{}").idempotency(Optional.empty())).isNull();
    }

    private static String reason(Verb verb, String reason) {
        return "{" + (verb == Verb.RESOLVE ? "\"response\":1," : "") + "\"reason\":\"" + reason + "\"}";
    }

    private static SettleBody parse(Verb verb, String body) {
        return SettleBody.parse(body.getBytes(StandardCharsets.UTF_8), verb);
    }

    private static Problem refused(Verb verb, String body) {
        return Refused.problem(() -> parse(verb, body));
    }
}
