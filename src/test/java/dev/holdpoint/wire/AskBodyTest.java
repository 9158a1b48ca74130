package dev.holdpoint.wire;

import static dev.holdpoint.wire.Refused.pointers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.wire.Problem.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskBodyTest {

    private static final Duration DEFAULT = Duration.ofHours(3);
    private static final List<String> LETTERS = List.of("x", "\u00e9", "\u20ac", "\ud83d\ude00");

    @Test
    void whatIsNotSaidHasItsDefault() {
        Ask ask = parse("").ask();
        assertThat(ask).isEqualTo(new Ask(new InteractionType("a"), new SessionId("s"), DEFAULT));
        assertThat(parse(
                                ",\"title\":null,\"data\":null,\"metadata\":null,\"responseSchema\":null,\"timeout\":null,\"onExpiry\":null,\"lease\":null")
                        .ask())
                .isEqualTo(ask);
    }

    @Test
    void whatIsSaidIsTaken() {
        Ask ask = parse(
                        ",\"title\":\"t\",\"data\":[1.0],\"metadata\":{\"m\":1},\"responseSchema\":{\"type\":\"object\"},"
                                + "\"timeout\":\"PT30S\",\"onExpiry\":{\"reject\":\"late\"},\"lease\":\"PT0S\"")
                .ask();
        assertThat(ask.title()).isEqualTo("t");
        assertThat(ask.data()).isEqualTo(new Json("[1.0]"));
        assertThat(ask.metadata()).isEqualTo(new Json("{\"m\":1}"));
        assertThat(ask.responseSchema()).isEqualTo(new Json("{\"type\":\"object\"}"));
        assertThat(ask.timeout()).hasSeconds(30);
        assertThat(ask.onExpiry()).isEqualTo(new OnExpiry.Reject("late"));
        assertThat(ask.lease()).isZero();
    }

    @Test
    void nullIsADefaultResponse() {
        assertThat(parse(",\"onExpiry\":{\"resolve\":null}").ask().onExpiry())
                .isEqualTo(new OnExpiry.Resolve(Json.NULL));
        assertThat(parse(",\"onExpiry\":{\"resolve\":1,\"reject\":null}").ask().onExpiry())
                .isEqualTo(new OnExpiry.Resolve(new Json("1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|/type /sessionId",
                "{\"type\":null,\"sessionId\":null}|/type /sessionId",
                "{\"type\":\"A\",\"sessionId\":\"..\",\"title\":7}|/type /sessionId /title",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"data\":{\"\\ud800\":1}}|/data/\ud800",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"metadata\":[],\"responseSchema\":1,\"lease\":1,\"timeout\":\"P1Y\"}|/timeout /metadata /responseSchema /lease",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"timeout\":\"PT0.099S\",\"lease\":\"PT1H0.001S\"}|/timeout /lease",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"onExpiry\":[]}|/onExpiry",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"onExpiry\":\"reject\"}|/onExpiry",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"onExpiry\":{}}|/onExpiry",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"onExpiry\":{\"reject\":null}}|/onExpiry",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"onExpiry\":{\"resolve\":null,\"reject\":\"r\"}}|/onExpiry",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"onExpiry\":{\"reject\":7}}|/onExpiry/reject",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"onExpiry\":{\"reject\":\"a\\u0000\"}}|/onExpiry/reject",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"onExpiry\":{\"reject\":\"\\ud800\"}}|/onExpiry/reject",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"onExpiry\":{\"resolve\":{\"a\":1,\"a\":2}}}|/onExpiry/resolve/a",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"onExpiry\":{\"resolve\":1,\"resolve\":2}}|/onExpiry/resolve",
                "{\"type\":\"a\",\"sessionId\":\"s\",\"onExpiry\":{\"resolve\":1,\"a/b~\":2}}|/onExpiry/a~1b~0"
            })
    void eachErrorIsToldOnce(String body, String pointers) {
        Problem problem = refused(body);
        assertThat(problem.kind()).isEqualTo(Kind.INVALID_REQUEST);
        assertThat(pointers(problem)).containsExactlyElementsOf(Arrays.asList(pointers.split(" ")));
    }

    @Test
    void aHundredErrorsAreToldAndTheRestIsCounted() {
        String unknown = ",\"u\":1";
        var body = new StringBuilder("{\"type\":\"a\",\"sessionId\":\"s\"");
        for (int i = 0; i < 104; i++) {
            body.append(unknown.replace("u", "u" + i));
        }
        Problem problem = refused(body + "}");
        assertThat(problem.errors()).hasSize(100);
        assertThat(problem.moreErrors()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u0007", "\\n", "\\u001f", "\\u007f", "\\u0085", "\\u009f"})
    void aTitleHasNoControlCharacters(String control) {
        assertThat(pointers(refused(body(",\"title\":\"a" + control + "b\"")))).containsExactly("/title");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e9", "\ud83d\ude00"})
    void lengthsAreInCodePoints(String letter) {
        assertThat(parse(",\"title\":\"" + letter.repeat(200) + "\"").ask().title())
                .isEqualTo(letter.repeat(200));
        assertThat(pointers(refused(body(",\"title\":\"" + letter.repeat(201) + "\""))))
                .containsExactly("/title");
        String reject = ",\"onExpiry\":{\"reject\":\"%s\"}";
        assertThat(parse(reject.formatted(letter.repeat(2_000))).ask().onExpiry())
                .isEqualTo(new OnExpiry.Reject(letter.repeat(2_000)));
        assertThat(pointers(refused(body(reject.formatted(letter.repeat(2_001))))))
                .containsExactly("/onExpiry/reject");
        assertThat(AskBody.parse(utf8("{\"type\":\"a\",\"sessionId\":\"" + letter.repeat(200) + "\"}"), DEFAULT)
                        .ask()
                        .session()
                        .value())
                .hasSize(200 * letter.length());
        assertThat(pointers(refused("{\"type\":\"a\",\"sessionId\":\"" + letter.repeat(201) + "\"}")))
                .containsExactly("/sessionId");
    }

    @Test
    void sizesAreInBytesOfUtf8() {
        for (String letter : LETTERS) {
            assertIsBounded(",\"data\":\"%s\"", "/data", 2, Sizes.DATA, letter);
            assertIsBounded(",\"metadata\":{\"m\":\"%s\"}", "/metadata", 8, Sizes.METADATA, letter);
            assertIsBounded(",\"metadata\":{\"%s\":1}", "/metadata", 6, Sizes.METADATA, letter);
            assertIsBounded(",\"responseSchema\":{\"$comment\":\"%s\"}", "/responseSchema", 15, Sizes.SCHEMA, letter);
            assertIsBounded(",\"onExpiry\":{\"resolve\":\"%s\"}", "/onExpiry/resolve", 2, Sizes.RESPONSE, letter);
        }
    }

    /** The value takes {@code frame} bytes beside the letters: exactly at the limit it is taken, with one byte more not. */
    private static void assertIsBounded(String member, String pointer, int frame, int limit, String letter) {
        int bytes = utf8(letter).length;
        int room = limit - frame;
        String fits = letter.repeat(room / bytes) + "x".repeat(room % bytes);
        assertThat(parse(member.formatted(fits)).ask())
                .as("%s of %s", pointer, letter)
                .isNotNull();
        Problem problem = refused(body(member.formatted(fits + "x")));
        assertThat(problem.kind()).as("%s of %s", pointer, letter).isEqualTo(Kind.TOO_LARGE);
        assertThat(pointers(problem)).as("%s of %s", pointer, letter).containsExactly(pointer);
        assertThat(problem.detail()).isEqualTo("'" + pointer + "' is larger than " + limit + " bytes");
    }

    @Test
    void theBodyIsBoundedInBytesOfUtf8() {
        for (String letter : LETTERS) {
            int bytes = utf8(letter).length;
            int room = Sizes.BODY - utf8(body(",\"unknown\":\"\"")).length;
            String fits = letter.repeat(room / bytes) + "x".repeat(room % bytes);
            Problem wrong = refused(body(",  \"unknown\" : \"" + fits + "\""));
            assertThat(wrong.kind()).as(letter).isEqualTo(Kind.INVALID_REQUEST);
            Problem large = refused(body(",\"unknown\":\"" + fits + "x\""));
            assertThat(large.kind()).as(letter).isEqualTo(Kind.TOO_LARGE);
            assertThat(pointers(large)).containsExactly("");
        }
    }

    @Test
    void whatIsTooLargeIsToldBeforeWhatIsWrong() {
        var unknown = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            unknown.append(",\"u").append(i).append("\":1");
        }
        Problem problem = refused(body(unknown + ",\"metadata\":{\"m\":\"" + "x".repeat(Sizes.METADATA) + "\"}"));
        assertThat(problem.kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(pointers(problem)).containsExactly("/metadata");
    }

    @Test
    void aKeyComesWithTheBodysFingerprint() {
        AskBody body = parse(",\"data\":1.0");
        var idempotency = body.idempotency(Optional.of("k"));
        assertThat(idempotency.key()).isEqualTo("k");
        assertThat(idempotency)
                .isEqualTo(parse(",\"title\":null,\"data\":10e-1").idempotency(Optional.of("k")));
        assertThat(idempotency).isNotEqualTo(parse(",\"data\":-1").idempotency(Optional.of("k")));
        assertThat(body.idempotency(Optional.empty())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "metadata", "responseSchema", "onExpiry"})
    void anAskThatIsNestedTooDeepIsToldThatAlone(String member) {
        String deep = "{\"a\":".repeat(64) + "1" + "}".repeat(64);
        for (String body : List.of(
                "{\"" + member + "\":" + deep + "}",
                "{\"timeout\":1,\"unknown\":1,\"" + member + "\":" + deep + "}",
                "{\"onExpiry\":{\"x\":1},\"title\":1,\"" + member + "\":" + deep + "}")) {
            Problem problem = refused(body);
            assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID_REQUEST);
            assertThat(problem.errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error.detail()).isEqualTo("nested deeper than 64"));
            assertThat(problem.moreErrors()).isZero();
        }
    }

    private static AskBody parse(String more) {
        return AskBody.parse(utf8(body(more)), DEFAULT);
    }

    private static Problem refused(String body) {
        return Refused.problem(() -> AskBody.parse(utf8(body), DEFAULT));
    }

    private static String body(String more) {
        return "{\"type\":\"a\",\"sessionId\":\"s\"" + more + "}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
