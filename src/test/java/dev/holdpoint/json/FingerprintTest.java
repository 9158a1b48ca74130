package dev.holdpoint.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two bodies have one fingerprint exactly where they are the same JSON value. */
class FingerprintTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1|1.0",
                "1|10e-1",
                "1|0.1E+1",
                "1|100e-2",
                "-1|-1.000",
                "0|-0",
                "0|0.0e99",
                "0|-0e-1",
                "1200|1.2e3",
                "1200.00|0.0012e6",
                "-0.0e99999999999999999999|0",
                "0.0012|12E-4",
                "1e400|10e399",
                "1e-999999999999|10e-1000000000000",
                "123456789012345678901234567890|1234567890123456789012345678.90e2",
                "\"a/\u00e9\"|\"\\u0061\\/\\u00e9\"",
                "\"\\ud83d\\ude00\"|\"\ud83d\ude00\"",
                "\"\\n\"|\"\\u000a\"",
                "{\"a\":1,\"b\":{\"d\":2,\"c\":3}}|{\"b\":{\"c\":3.0,\"d\":2},\"a\":1}",
                "[1, [ ], { }]|[1.0,[],{}]"
            })
    void theSameValueHasTheSameFingerprint(String one, String other) {
        assertThat(of(one)).isEqualTo(of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1|-1",
                "0.1|-0.1",
                "1|\"1\"",
                "1|10",
                "1|1e1",
                "1e1|1e-1",
                "12|1.2",
                "9007199254740993|9007199254740992",
                "0.1|0.10000000000000001",
                "1e400|1e401",
                "true|\"true\"",
                "null|\"null\"",
                "true|false",
                "[]|{}",
                "[1,2]|[2,1]",
                "[1,2]|[12]",
                "[1e1,11]|[1e11,1]",
                "[1]|[[1]]",
                "[[1],2]|[1,[2]]",
                "[]|[[]]",
                "[]|[null]",
                "\"\"|null",
                "{\"a\":null}|{}",
                "{\"a\":1}|{\"b\":1}",
                "{\"a\":{\"b\":1}}|{\"a\":{},\"b\":1}",
                "{\"1\":1}|[1]",
                "\"\u00e9\"|\"e\u0301\"",
                "[\"a\",\"b\"]|[\"a,b\"]",
                "[\"a\",\"b\"]|[\"a\\\",\\\"b\"]",
                "[\"a\",\"b\"]|[\"a\\\",1\\\"b\"]",
                "[\"ab\",\"c\"]|[\"a\",\"bc\"]",
                "{\"a\":\"b\",\"c\":\"d\"}|{\"a\":\"b\\\"1\\\"c\\\"1\\\"d\"}",
                "{\"a\":\"b\"}|{\"a1\\\"b\":\"\"}",
                // A number, and the length of the name after it.
                "{\"!\":1e1,\"!!\\\"9\\\"abcdefg\":\"2\",\"\\\"1e05\":\"abc\\\"3\\\"xyz\"}|{\"!\":1e11,\"!!\":\"abcdefg\\\"1\",\"5\\\"\":1e0,\"9\\\"abc\":\"xyz\"}"
            })
    void anotherValueHasAnother(String one, String other) {
        assertThat(of(one)).isNotEqualTo(of(other));
    }

    @Test
    void theBodysMembersComeInAnyOrder() {
        assertThat(Fingerprint.of("ask", read("{\"a\":1,\"b\":2}"), ""))
                .isEqualTo(Fingerprint.of("ask", read("{\"b\":2,\"a\":1}"), ""));
    }

    @Test
    void membersCannotRunIntoEachOther() {
        assertThat(Fingerprint.of("ask", read("{\"a\":\"b, c=1\\\"d\"}"), ""))
                .isNotEqualTo(Fingerprint.of("ask", read("{\"a\":\"b\",\"c\":\"d\"}"), ""));
    }

    @Test
    void optionalMembersThatAreNullAreAbsent() {
        assertThat(Fingerprint.of("ask", read("{\"a\":1,\"b\":null}"), ""))
                .isEqualTo(Fingerprint.of("ask", read("{\"a\":1}"), ""));
        assertThat(Fingerprint.of("ask", read("{\"a\":{\"b\":null}}"), ""))
                .as("what is inside of a member is told as it is")
                .isNotEqualTo(Fingerprint.of("ask", read("{\"a\":{}}"), ""));
    }

    @Test
    void whereNullIsAValueItIsPresent() {
        String nothing = Fingerprint.of("resolve", read("{\"reason\":null}"), "response");
        String nullGiven = Fingerprint.of("resolve", read("{\"response\":null}"), "response");
        assertThat(nullGiven).isNotEqualTo(nothing);
        assertThat(Fingerprint.of("resolve", read("{\"response\":\"null\"}"), "response"))
                .isNotEqualTo(nullGiven);
        assertThat(nothing).isEqualTo(Fingerprint.of("resolve", read("{}"), "response"));
    }

    @Test
    void whatIsAskedForCounts() {
        assertThat(Fingerprint.of("reject", read("{}"), "")).isNotEqualTo(Fingerprint.of("cancel", read("{}"), ""));
    }

    @Test
    void itIsADigestOfFixedLength() {
        assertThat(of("\"" + "x".repeat(5_000) + "\"")).matches("[0-9a-f]{64}");
    }

    @Test
    void numbersAreComparedAsDecimalsOfAnySize() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String one = literal(random);
            String other = literal(random);
            boolean isEqual = new java.math.BigDecimal(one).compareTo(new java.math.BigDecimal(other)) == 0;
            assertThat(Fingerprint.number(one).equals(Fingerprint.number(other)))
                    .as("seed %d: %s and %s", seed, one, other)
                    .isEqualTo(isEqual);
        }
    }

    /** Zeros between digits, where a search for those at the end could begin at each of them. */
    @Test
    void aNumberOfTwiceTheLengthTakesTwiceTheTime() {
        assertThat(ratio(FingerprintTest::zerosInside, 10_000)).isLessThan(3);
        assertThat(ratio(digits -> "0." + zerosInside(digits), 10_000)).isLessThan(3);
        assertThat(ratio(digits -> "0".repeat(digits) + "1", 10_000)).isLessThan(3);
    }

    @Test
    void aBodyOfTwiceTheSizeTakesTwiceTheTime() {
        assertThat(medianRatio(
                        read("{\"v\":" + membersInside(2_000) + "}"),
                        read("{\"v\":" + membersInside(4_000) + "}"),
                        body -> Fingerprint.of("ask", body, ""),
                        2))
                .isLessThan(3);
    }

    private static String zerosInside(int digits) {
        return "1" + "0".repeat(digits - 2) + "1";
    }

    /** Members and numbers, nested as deep as they may be. */
    private static String membersInside(int many) {
        String members = IntStream.range(0, many)
                .mapToObj(i -> "\"name" + i + "\":" + zerosInside(50))
                .collect(Collectors.joining(",", "{", "}"));
        return "{\"a\":".repeat(60) + members + "}".repeat(60);
    }

    private static double ratio(IntFunction<String> number, int length) {
        return medianRatio(number.apply(length), number.apply(2 * length), Fingerprint::number, 20);
    }

    /** How much longer the second takes: the median of rounds in which both take turns. */
    private static <T> double medianRatio(T one, T twice, Function<T, String> work, int times) {
        double[] ratios = new double[15];
        for (int i = 0; i < ratios.length; i++) {
            double first = nanos(one, work, times);
            ratios[i] = nanos(twice, work, times) / first;
        }
        Arrays.sort(ratios);
        return ratios[ratios.length / 2];
    }

    private static <T> double nanos(T given, Function<T, String> work, int times) {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            assertThat(work.apply(given)).isNotEmpty();
        }
        return System.nanoTime() - start;
    }

    /** Few digits and small exponents, so that many are equal. */
    private static String literal(Random random) {
        String sign = random.nextBoolean() ? "-" : "";
        String whole = random.nextBoolean() ? "0" : (1 + random.nextInt(2)) + "0".repeat(random.nextInt(3));
        String fraction = random.nextBoolean() ? "" : "." + "0".repeat(random.nextInt(3)) + random.nextInt(3);
        String exponent = random.nextBoolean() ? "" : (random.nextBoolean() ? "e" : "E+") + random.nextInt(3);
        return sign + whole + fraction + (random.nextInt(4) == 0 ? "e-" + random.nextInt(4) : exponent);
    }

    private static String of(String value) {
        return Fingerprint.of("ask", read("{\"v\":" + value + "}"), "");
    }

    private static Members read(String body) {
        Members members = StrictJson.read(body.getBytes(StandardCharsets.UTF_8), 1_000_000);
        assertThat(members.violations().told()).isEmpty();
        return members;
    }
}
