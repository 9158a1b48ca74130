package dev.holdpoint.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read strictly, and what is told of what is not. */
class StrictJsonTest {

    private static final int LIMIT = 100_000;
    private static final String FACE = "\ud83d\ude00";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-0",
                "1.0",
                "1E+400",
                "-1.50e-05",
                "123456789012345678901234567890",
                "\"\"",
                "\"\u00e9\ud83d\ude00\u202e\u2028\"",
                "\"\\u0000\\n\\\"\\\\/\"",
                "[]",
                "{}",
                "[null,true,false,[[]],{}]",
                "{\"z\":1,\"__proto__\":{\"constructor\":2},\"\":3,\"a\":{\"z\":4}}"
            })
    void aValueIsKeptAsItWasSent(String value) {
        Members read = read("{\"v\":" + value + "}");
        assertThat(read.violations().told()).isEmpty();
        assertThat(read.value("v")).isEqualTo(new Json(value));
    }

    @Test
    void whiteSpaceAndEscapesThatMeanNothingAreNotKept() {
        Members read = read("\t{ \"v\" :\r\n[ 1 , { \"\\u0061\\u002f\" : \"\\/\\u00e9\\ud83d\\ude00\" } ] } \n");
        assertThat(read.value("v")).isEqualTo(new Json("[1,{\"a/\":\"/\u00e9" + FACE + "\"}]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"a\":2}|/a",
                "{\"a\":1,\"\\u0061\":2}|/a",
                "{\"a\":{\"b\":[0,{\"c\":1,\"d\":2,\"c\":3}]}}|/a/b/1/c",
                "{\"\":1,\"\":1}|/",
                "{\"a\":[{\"\":1,\"\":1}]}|/a/0/",
                "{\"a/b\":{\"~\":1,\"~\":2}}|/a~1b/~0",
                "{\"~1\":{\"/0\":1,\"/0\":2}}|/~01/~10"
            })
    void aMemberThatStandsTwiceIsTold(String body, String pointer) {
        assertThat(read(body).violations().told())
                .containsExactly(new Violation(pointer, "the member stands here twice"));
    }

    @Test
    void theSameNameInTwoObjectsIsNoDuplicate() {
        assertThat(read("{\"a\":{\"a\":[{\"a\":1},{\"a\":1}]},\"b\":{\"a\":1}}")
                        .violations()
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":\"x\\ud800\"}|/a",
                "{\"a\":\"\\udc00\\ud800\"}|/a",
                "{\"a\":\"\\ud800\\ud800\\udc00\"}|/a",
                "{\"a\":\"\\ud83d\\ude00\\ud83d\"}|/a",
                "{\"a\":[1,[\"\\udfff\"]]}|/a/1/0",
                "{\"a\":{\"b\":\"\\udbff\"}}|/a/b"
            })
    void aLoneSurrogateIsTold(String body, String pointer) {
        assertThat(read(body).violations().told()).containsExactly(new Violation(pointer, "a lone surrogate"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"\\ud800\":1}|/",
                "{\"a\":{\"\\ud800\":1}}|/a/",
                "{\"a\":[0,{\"b\":[{\"\\ud800\":{}}]}]}|/a/1/b/0/"
            })
    void aLoneSurrogateInANameIsToldAtAnyDepth(String body, String object) {
        assertThat(read(body).violations().told())
                .containsExactly(new Violation(object + "\ud800", "a lone surrogate"));
    }

    @Test
    void aPairOfSurrogatesIsACharacter() {
        Members read = read("{\"\\ud83d\\ude00\":\"\\ud83d\\ude00\\udbff\\udfff\"}");
        assertThat(read.violations().isEmpty()).isTrue();
        assertThat(read.value(FACE)).isEqualTo(new Json("\"" + FACE + "\udbff\udfff\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[|]", "{\"a\":|}"})
    void nestingIsBounded(String open, String close) {
        // The body is depth 1.
        assertThat(read("{\"v\":" + open.repeat(63) + "1" + close.repeat(63) + "}")
                        .violations()
                        .told())
                .isEmpty();
        Members deep = read("{\"v\":" + open.repeat(64) + "1" + close.repeat(64) + "}");
        assertThat(deep.violations().told()).hasSize(1);
        Violation told = deep.violations().told().getFirst();
        assertThat(told.detail()).isEqualTo("nested deeper than 64");
        assertThat(told.pointer()).startsWith("/v/").matches("(/[^/]+){64}");
        assertThat(deep.isBroken())
                .as("what would have followed is not missing")
                .isTrue();
    }

    /** What is known of it by then is not all of it. */
    @Test
    void whatIsNestedTooDeepIsToldAlone() {
        Members deep = read("{\"unknown\":1,\"a\":\"\\ud800\",\"v\":" + "[".repeat(64) + "]".repeat(64) + "}");
        deep.allowOnly(Set.of("v"));
        deep.requiredValue("response");
        deep.requiredString("type", text -> true, "a string");

        assertThat(deep.violations().told()).extracting(Violation::detail).containsExactly("nested deeper than 64");
        assertThat(deep.violations().more()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,}|not JSON at line 1, column 8",
                "{\"a\" 1}|not JSON at line 1, column 6",
                "{a:1}|not JSON at line 1, column 2",
                "{\"a\":01}|not JSON at line 1, column 7",
                "{\"a\":NaN}|not JSON at line 1, column 9",
                "{\"a\":tru}|not JSON at line 1, column 6",
                "{\"a\":'x'}|not JSON at line 1, column 6",
                "{\"a\":\"\\x\"}|not JSON at line 1, column 8",
                "{\"a\":\"\tx\"}|not JSON at line 1, column 7",
                "{\"a\":[1}|not JSON at line 1, column 8",
                "{\"a\":1e}|not JSON at line 1, column 7",
                "nonsense|not JSON at line 1, column 1",
                "{\"a\":|the JSON ends too early",
                "{\"a\":\"x|the JSON ends too early",
                "{\"a\":1|the JSON ends too early",
                "{} x|not JSON at line 1, column 4",
                "{}{}|something follows the JSON object",
                "[]|a JSON object is needed here"
            })
    void whatIsNoJsonIsToldInWordsOfOurs(String body, String words) {
        assertThat(read(body.replace("\\t", "\t")).violations().told()).containsExactly(new Violation("", words));
    }

    @Test
    void nestingThatIsBeyondAllBoundsIsToldOnce() {
        assertThat(read("{\"v\":" + "[".repeat(40_000)).violations().told()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "0.", "-1", "1e1"})
    void theLengthOfANumberIsBounded(String beginning) {
        String fits = beginning + "7".repeat(1_000 - beginning.length());
        assertThat(read("{\"v\":" + fits + "}").value("v")).isEqualTo(new Json(fits));
        assertThat(read("{\"v\":" + fits + "}").violations().isEmpty()).isTrue();
        assertThat(read("{\"v\":[1," + fits + "7]}").violations().told())
                .containsExactly(new Violation("/v/1", "a number of more than 1000 characters"));
    }

    @Test
    void everythingThatIsWrongIsToldInOrder() {
        assertThat(read("{\"a\":\"\\ud800\",\"b\":[1,{\"c\":1,\"c\":\"\\udc00\"}],\"a\":2}")
                        .violations()
                        .told())
                .extracting(Violation::pointer)
                .containsExactly("/a", "/b/1/c", "/b/1/c", "/a");
    }

    /** A hundred errors in a member whose name is half of the body would be an answer of fifty bodies. */
    @Test
    void longPlacesAreToldOnceAndTheRestIsCounted() {
        String name = "n".repeat(100_000);
        var read = StrictJson.read(
                ("{\"" + name + "\":{\"a\":1" + ",\"a\":1".repeat(50_000) + "}}").getBytes(StandardCharsets.UTF_8),
                1 << 20);

        assertThat(read.violations().told()).hasSize(1);
        assertThat(read.violations().more()).isEqualTo(49_999);
    }

    @Test
    void aHundredErrorsAreToldAndTheRestIsCounted() {
        Members hundred = read("{\"v\":[" + "\"\\ud800\",".repeat(99) + "\"\\ud800\"]}");
        assertThat(hundred.violations().told()).hasSize(100);
        assertThat(hundred.violations().more()).isZero();
        Members more = read("{\"v\":[" + "\"\\ud800\",".repeat(102) + "\"\\ud800\"]}");
        assertThat(more.violations().told()).hasSize(100);
        assertThat(more.violations().more()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"a\"",
                "1",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":[1}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":.5}",
                "{\"a\":+1}",
                "{\"a\":NaN}",
                "{\"a\":1}}",
                "{\"a\":1}{}",
                "{\"a\":1} x",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1/**/}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "\ufeff{}"
            })
    void whatIsNoJsonObjectIsToldAsAWhole(String body) {
        Members read = read(body);
        assertThat(read.violations().told()).hasSize(1);
        assertThat(read.violations().told().getFirst().pointer()).isEmpty();
        assertThat(read.violations().told().getFirst().detail()).doesNotContain("\n");
        assertThat(read.isBroken()).isTrue();
        assertThat(read.all()).isEmpty();
    }

    @Test
    void whatWasFoundBeforeItBrokeOffIsNotTold() {
        Members read = read("{\"a\":\"\\ud800\",\"a\":1,");
        assertThat(read.violations().told()).extracting(Violation::pointer).containsExactly("");
        assertThat(read.has("a")).isFalse();
    }

    @Test
    void whatIsNotUtf8IsNoJson() {
        for (byte[] bytes : List.of(
                new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
                new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
                new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
                "{}".getBytes(StandardCharsets.UTF_16LE))) {
            assertThat(StrictJson.read(bytes, LIMIT).violations().told())
                    .extracting(Violation::pointer)
                    .containsExactly("");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e9", "\u20ac", "\ud83d\ude00"})
    void theBodyIsMeasuredInBytesOfUtf8WithoutWhiteSpace(String letter) {
        String compact = "{\"v\":\"" + letter.repeat(500) + "\"}";
        int size = compact.getBytes(StandardCharsets.UTF_8).length;
        byte[] body = compact.replace(":", " :\n ").getBytes(StandardCharsets.UTF_8);
        assertThat(StrictJson.read(body, size).violations().told()).isEmpty();
        assertThat(StrictJson.read(body, size - 1).violations().told())
                .containsExactly(Violation.tooLarge("", size - 1));
    }

    @Test
    void escapesAreMeasuredAsWhatTheyMean() {
        byte[] body = "{\"v\":\"\\u0061\\u00e9\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(StrictJson.read(body, 11).violations().told()).isEmpty();
        assertThat(StrictJson.read(body, 10).violations().told()).hasSize(1);
    }

    @Test
    void oneMemberIsOpenedWhereItIsAnObject() {
        StrictJson.Read read =
                open("{\"a\":{\"o\":{\"x\":9}},\"o\":{\"x\":1,\"y\":{\"o\":{\"x\":8}}},\"b\":{\"x\":7}}");
        assertThat(read.inner().all().keySet()).containsExactly("x", "y");
        assertThat(read.inner().value("x")).isEqualTo(new Json("1"));
        assertThat(read.inner().value("y")).isEqualTo(new Json("{\"o\":{\"x\":8}}"));
        assertThat(read.body().value("o")).isEqualTo(new Json("{\"x\":1,\"y\":{\"o\":{\"x\":8}}}"));
        assertThat(open("{\"o\":[{\"x\":1}]}").inner().all()).isEmpty();
        assertThat(open("{\"o\":1}").inner().all()).isEmpty();
        assertThat(open("{\"x\":1}").inner().all()).isEmpty();
    }

    @Test
    void errorsInsideTheOpenedMemberAreToldOnceAndWhereTheyAre() {
        StrictJson.Read read = open("{\"o\":{\"x\":\"\\ud800\",\"y\":1,\"y\":2}}");
        read.inner().report("x", "something");
        assertThat(read.body().violations().told())
                .extracting(Violation::pointer)
                .containsExactly("/o/x", "/o/y", "/o/x");
        assertThat(read.inner().violations()).isSameAs(read.body().violations());
    }

    private static StrictJson.Read open(String body) {
        return StrictJson.read(body.getBytes(StandardCharsets.UTF_8), LIMIT, "o");
    }

    private static Members read(String body) {
        return StrictJson.read(body.getBytes(StandardCharsets.UTF_8), LIMIT);
    }
}
