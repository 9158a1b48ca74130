package dev.holdpoint.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.keyword.UnknownKeywordFactory;
import com.sun.management.ThreadMXBean;
import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.Violations;
import dev.holdpoint.testing.LogLines;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Schemas of less than 64 KiB that would take minutes, or more memory than there is. All of them end by their steps: the
 * clock is set so that it ends nothing.
 */
class HostileSchemasTest {

    private static final Duration NOT_FOREVER = Duration.ofSeconds(30);
    private static final CheckResult TOO_COMPLEX =
            new CheckResult.Unusable("too complex: the schema takes more work to check than there may be");

    private static final String MANY_MEMBERS = list("{", 20_000, i -> "'n" + i + "':1", "}");
    private static final String MANY_NUMBERS = list("[", 100_000, _ -> "2", "]");
    private static final String LONG_TEXT = "'" + "x".repeat(250_000) + "'";

    private final JsonSchemaCheck check = new JsonSchemaCheck(Duration.ofMinutes(10));

    @AfterEach
    void close() {
        check.close();
    }

    static Stream<Arguments> evaluations() {
        return Stream.of(
                Arguments.of("required", behind(1_000, "{'required':" + names(4_000) + "}"), "{}"),
                Arguments.of(
                        "dependentRequired",
                        behind(1_000, "{'dependentRequired':{'a':" + names(4_000) + "}}"),
                        "{'a':1}"),
                Arguments.of(
                        "properties",
                        behind(1_000, "{'properties':" + list("{", 2_500, i -> "'p" + i + "':{}", "}") + "}"),
                        "{}"),
                Arguments.of("additionalProperties", behind(2_000, "{'additionalProperties':false}"), MANY_MEMBERS),
                Arguments.of("unevaluatedProperties", behind(2_000, "{'unevaluatedProperties':false}"), MANY_MEMBERS),
                Arguments.of(
                        "annotations",
                        "{'unevaluatedProperties':false,"
                                + behind(2_000, "{'additionalProperties':true}").substring(1),
                        MANY_MEMBERS),
                Arguments.of("propertyNames", behind(2_000, "{'propertyNames':{'maxLength':1}}"), MANY_MEMBERS),
                Arguments.of("enum of lists", behind(1_000, "{'enum':" + names(3_000) + "}"), MANY_NUMBERS),
                Arguments.of(
                        "const",
                        behind(2_000, "{'const':" + list("[", 10_000, _ -> "2", "]") + "}"),
                        list("[", 10_000, _ -> "2", "]")),
                Arguments.of("uniqueItems", behind(2_000, "{'uniqueItems':true}"), list("[", 40_000, i -> "" + i, "]")),
                Arguments.of(
                        "uniqueItems that collide",
                        "{'uniqueItems':true}",
                        list("[", 1 << 13, i -> colliding(i, 13), "]")),
                Arguments.of("contains", behind(2_000, "{'contains':{'const':1}}"), MANY_NUMBERS),
                Arguments.of("items", behind(2_000, "{'items':{'type':'string'}}"), MANY_NUMBERS),
                Arguments.of("unevaluatedItems", behind(2_000, "{'unevaluatedItems':false}"), MANY_NUMBERS),
                Arguments.of(
                        "anyOf", behind(2_000, "{'items':{'type':'string'}}").replace("allOf", "anyOf"), MANY_NUMBERS),
                Arguments.of(
                        "oneOf", behind(2_000, "{'items':{'type':'string'}}").replace("allOf", "oneOf"), MANY_NUMBERS),
                Arguments.of("not", behind(2_000, "{'not':{'items':{'type':'number'}}}"), MANY_NUMBERS),
                Arguments.of(
                        "$dynamicRef",
                        "{'items':" + behind(2_000, "{'type':'string'}").replace("'$ref':'#", "'$dynamicRef':'#/items")
                                + "}",
                        MANY_NUMBERS),
                Arguments.of("maxLength", behind(2_000, "{'maxLength':1}"), LONG_TEXT),
                Arguments.of("pattern", behind(2_000, "{'pattern':'(x+x+)+y'}"), LONG_TEXT),
                Arguments.of("format", behind(2_000, "{'format':'uri'}"), "'x://" + "x".repeat(250_000) + "'"),
                Arguments.of(
                        "format of what is none",
                        behind(2_000, "{'format':'email'}"),
                        "'" + "@".repeat(250_000) + " x'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("evaluations")
    void aResponseIsNotCheckedForEver(String name, String schema, String response) {
        assertThat(check(schema)).isEqualTo(CheckResult.passed());
        assertThat(response(schema, response)).isEqualTo(TOO_COMPLEX);
    }

    static Stream<Arguments> schemas() {
        return Stream.of(
                Arguments.of("a part that is referred to in many spellings", inManySpellings(700)),
                Arguments.of("schemas in great number", list("{'allOf':[", 20_000, _ -> "{}", "]}")),
                Arguments.of("an enum whose values collide", list("{'enum':[", 1 << 11, i -> colliding(i, 11), "]}")),
                Arguments.of(
                        "patterns in great number", list("{'allOf':[", 2_000, _ -> "{'pattern':'(a{99}){99}'}", "]}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schemas")
    void aSchemaIsNotMadeReadyForEver(String name, String schema) {
        assertThat(check(schema)).isEqualTo(TOO_COMPLEX);
    }

    @Test
    void patternsHaveSoManyStatesTogether() {
        assertThat(check(list("{'allOf':[", 12, i -> "{'pattern':'(a{99}){9" + i % 10 + "}'}", "]}")))
                .isInstanceOfSatisfying(
                        CheckResult.Violated.class,
                        refused -> assertThat(refused.violations())
                                .singleElement()
                                .satisfies(violation ->
                                        assertThat(violation.detail()).startsWith("too complex")));
    }

    @Test
    void namesOfPlacesAreNotKeptAtAnyLength() {
        assertThat(check("{'$id':'http://example.com/" + "a".repeat(2_000) + "'}"))
                .isInstanceOfSatisfying(
                        CheckResult.Violated.class,
                        refused -> assertThat(refused.violations())
                                .singleElement()
                                .satisfies(violation ->
                                        assertThat(violation.pointer()).isEqualTo("/$id")));
    }

    /** Places are as long as the names above them: 2,000 below one of 40,000 characters would be 80 MB. */
    @Test
    void placesBelowALongNameAreNotWrittenOut() {
        String below = list("{", 2_000, i -> "'" + i + "':{}", "}");
        String schema = "{'properties':{'" + "n".repeat(40_000) + "':{'properties':" + below + "}}}";
        assertThat(check(schema)).isEqualTo(CheckResult.passed());
        JsonNode tree = JsonTrees.read(json(schema)).orElseThrow();
        long before = allocated();
        assertThat(SchemaDocument.check(tree, _ -> new Violations()).isEmpty()).isTrue();
        assertThat(allocated() - before).isLessThan(40_000_000);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void aHundredErrorsAreToldAndTheRestIsCounted() {
        String schema = "{'items':{'type':'string'}}";
        assertThat(check(schema)).isEqualTo(CheckResult.passed());
        assertThat(response(schema, list("[", 150, _ -> "1", "]")))
                .isInstanceOfSatisfying(CheckResult.Violated.class, wrong -> {
                    assertThat(wrong.violations()).hasSize(100);
                    assertThat(wrong.more()).isEqualTo(50);
                });
        assertThat(response("{'anyOf':[" + schema + "," + schema + "]}", list("[", 150, _ -> "1", "]")))
                .isInstanceOfSatisfying(
                        CheckResult.Violated.class,
                        wrong -> assertThat(wrong.violations()).hasSize(100));
    }

    /** An alternative that has a hundred errors is none, whatever comes after them. */
    @Test
    void whatIsNotToldIsWrongAllTheSame() {
        String wrong = list("[", 150, _ -> "1", "]");
        assertThat(response("{'not':{'items':{'type':'string'}}}", wrong)).isEqualTo(CheckResult.passed());
        assertThat(response("{'anyOf':[{'items':{'type':'string'}},{'type':'array'}]}", wrong))
                .isEqualTo(CheckResult.passed());
        assertThat(response("{'oneOf':[{'items':{'type':'string'}},{'type':'array'}]}", wrong))
                .isEqualTo(CheckResult.passed());
        assertThat(response("{'if':{'items':{'type':'string'}},'then':false}", wrong))
                .isEqualTo(CheckResult.passed());
        assertThat(response("{'contains':{'items':{'type':'string'}},'minContains':2}", "[" + wrong + ",[]]"))
                .isInstanceOf(CheckResult.Violated.class);
    }

    @Test
    void whatIsToldOfAnErrorIsShort() {
        String schema = "{'enum':" + names(3_000) + "}";
        assertThat(response(schema, "1"))
                .isInstanceOfSatisfying(
                        CheckResult.Violated.class,
                        wrong -> assertThat(wrong.violations().getFirst().detail())
                                .hasSizeLessThan(600));
    }

    @Test
    void aKeywordThatIsNotKnownIsIgnored() {
        for (String keyword : List.of("id", "notAllowed", "whatever")) {
            String schema = "{'" + keyword + "':['a'],'items':{'" + keyword + "':'x'}}";
            assertThat(check(schema)).as(keyword).isEqualTo(CheckResult.passed());
            assertThat(response(schema, "{'a':1}")).as(keyword).isEqualTo(CheckResult.passed());
        }
    }

    /** The library has one factory for all, which would keep every name for good. */
    @Test
    void namesOfKeywordsThatAreNotKnownAreNotKept() throws ReflectiveOperationException {
        assertThat(check("{'a-name-that-nobody-knows':1,'items':{'another':1}}"))
                .isEqualTo(CheckResult.passed());

        Field kept = UnknownKeywordFactory.class.getDeclaredField("keywords");
        kept.setAccessible(true);
        assertThat((Map<?, ?>) kept.get(UnknownKeywordFactory.getInstance())).isEmpty();
    }

    /** The library fails at an identifier in such a place; what it says is for the log. */
    @Test
    void whatTheLibraryThrowsIsLoggedAndToldInWordsOfOurs() {
        String schema = "{'patternProperties':{'^a':{'$id':'x?q'}}}";
        assertThat(check(schema)).isEqualTo(CheckResult.passed());
        try (var log = new LogLines("dev.holdpoint.schema")) {
            assertThat(response(schema, "{'a':1}"))
                    .isEqualTo(new CheckResult.Unusable("the schema cannot be used; the server's log says why"));
            assertThat(log.seen()).singleElement().asString().contains("a schema made the library fail");
        }
    }

    @Test
    void aLargeSchemaAsPeopleWriteThemIsTaken() {
        String schema = "{'type':'object','$defs':{'time':{'type':'string','format':'date-time'}},'properties':"
                + list(
                        "{",
                        250,
                        i ->
                                "'field%d':{'type':'object','description':'what it is','properties':{'name':{'type':'string',"
                                                .formatted(i)
                                        + "'minLength':1},'kind':{'enum':['a','b']},'at':{'$ref':'#/$defs/time'}},"
                                        + "'required':['name'],'additionalProperties':false}",
                        "}")
                + "}";
        String response =
                list("{", 250, i -> "'field" + i + "':{'name':'n','kind':'a','at':'2026-11-23T08:15:30Z'}", "}");
        assertThat(check(schema)).isEqualTo(CheckResult.passed());
        assertThat(response(schema, response)).isEqualTo(CheckResult.passed());
        assertThat(response(schema, response.replace("'kind':'a'", "'kind':'c'")))
                .isInstanceOf(CheckResult.Violated.class);
    }

    @Test
    void aResponseAsLargeAsItMayBeIsTaken() {
        assertThat(response("{'items':{'type':'integer'}}", list("[", 130_000, _ -> "1", "]")))
                .isEqualTo(CheckResult.passed());
        assertThat(response("{'uniqueItems':true}", list("[", 25_000, i -> "'text" + i + "'", "]")))
                .isEqualTo(CheckResult.passed());
    }

    /** Many references to one schema. */
    private static String behind(int references, String schema) {
        return "{'$defs':{'d':" + schema + "},'allOf':" + list("[", references, _ -> "{'$ref':'#/$defs/d'}", "]") + "}";
    }

    /** The library makes a part ready once for each spelling of a reference to it. */
    private static String inManySpellings(int references) {
        String name = "abcdefghij";
        return "{'$defs':{'" + name + "':" + list("{'allOf':[", 1_500, _ -> "{'not':{}}", "]}") + "},'allOf':"
                + list("[", references, i -> "{'$ref':'#/$defs/" + spelled(name, i) + "'}", "]") + "}";
    }

    private static String spelled(String name, int which) {
        return IntStream.range(0, name.length())
                .mapToObj(i ->
                        (which >> i & 1) == 0 ? name.substring(i, i + 1) : "%" + Integer.toHexString(name.charAt(i)))
                .collect(Collectors.joining());
    }

    /** Texts that have one hash. */
    private static String colliding(int which, int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> (which >> i & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining("", "'", "'"));
    }

    private static String names(int many) {
        return list("[", many, i -> "'n" + i + "'", "]");
    }

    private static String list(String start, int many, IntFunction<String> element, String end) {
        return IntStream.range(0, many).mapToObj(element).collect(Collectors.joining(",", start, end));
    }

    private CheckResult check(String schema) {
        return within(() -> check.checkSchema(json(schema)).await().indefinitely());
    }

    private CheckResult response(String schema, String response) {
        return within(
                () -> check.checkResponse(json(schema), json(response)).await().indefinitely());
    }

    private static CheckResult within(Supplier<CheckResult> check) {
        return Assertions.assertTimeoutPreemptively(NOT_FOREVER, check::get);
    }

    private static Json json(String text) {
        return new Json(text.replace('\'', '"'));
    }
}
