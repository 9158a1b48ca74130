package dev.holdpoint.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Violation;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaCheckTest extends SchemaChecks {

    private static final Duration NOT_FOREVER = Duration.ofMinutes(1);

    @Test
    void violationsPointIntoTheResponse() {
        var schema = new Json(
                "{\"type\":\"object\",\"properties\":{\"a/b\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}}}");
        assertThat(wrongWith(schema)).isEmpty();
        assertThat(wrongWith(schema, new Json("{\"a/b\":[1,\"x\"]}")))
                .extracting(Violation::pointer)
                .containsExactly("/a~1b/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"nothing\"}",
                "{\"$ref\":\"https://example.com/other\"}",
                "{\"$ref\":\"other.json\"}",
                "{\"$ref\":\"file:///etc/passwd\"}",
                "{\"properties\":{\"a\":{\"$dynamicRef\":\"http://localhost:1/x\"}}}",
                "{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}",
                "{\"$ref\":\"#/$defs/missing\"}",
                "{\"pattern\":\"(?=x)\"}",
                "{\"pattern\":\"(a)\\\\1\"}",
                "{\"pattern\":\"((a{1000}){1000}){1000}\"}",
                "{\"pattern\":\"(\"}",
                "{\"patternProperties\":{\"(?<!x)\":{}}}",
                "{\"minimum\":1e999999}",
                "{\"properties\":[]}"
            })
    void refusesASchemaThatIsNoneOrCannotBeBounded(String schema) {
        assertThat(wrongWith(new Json(schema))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"enum\":[{\"$ref\":\"https://example.com/data\"}]}",
                "{\"properties\":{\"$ref\":{\"type\":\"string\"},\"pattern\":{\"type\":\"string\"}}}",
                "{\"$defs\":{\"a\":{\"$id\":\"https://example.com/a\",\"type\":\"string\"}},\"$ref\":\"https://example.com/a\"}",
                "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"type\":\"string\"}}}",
                "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"}",
                "{\"pattern\":\"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$\"}",
                "{\"pattern\":\"(?P<name>x)\\\\z\"}",
                "{}"
            })
    void takesAnOrdinarySchema(String schema) {
        assertThat(wrongWith(new Json(schema))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "email, a@example.com, nobody",
        "uri, https://example.com/x, not a uri",
        "uuid, 123e4567-e89b-12d3-a456-426614174000, 123",
        "date, 2026-11-23, 2026-13-01",
        "date-time, 2026-11-23T08:15:30Z, yesterday"
    })
    void formatsAreAsserted(String format, String right, String wrong) {
        var schema = new Json("{\"format\":\"" + format + "\"}");
        assertThat(wrongWith(schema)).isEmpty();
        assertThat(wrongWith(schema, new Json("\"" + right + "\""))).isEmpty();
        assertThat(wrongWith(schema, new Json("\"" + wrong + "\""))).isNotEmpty();
    }

    @Test
    void otherFormatsAreNotAsserted() {
        var schema = new Json("{\"format\":\"hostname\"}");
        assertThat(wrongWith(schema)).isEmpty();
        assertThat(wrongWith(schema, new Json("\"not a host\""))).isEmpty();
    }

    @Test
    void aSchemaThatReferstoItselfEndsInAViolation() {
        var schema = new Json("{\"$ref\":\"#\"}");
        assertThat(bounded(schema, new Json("1"))).isNotEmpty();
    }

    @Test
    void aSchemaThatDoublesAtEachLevelEndsInAViolation() {
        String defs = IntStream.range(0, 60)
                .mapToObj(i -> "\"d%d\":{\"allOf\":[{\"$ref\":\"#/$defs/d%d\"},{\"$ref\":\"#/$defs/d%d\"}]}"
                        .formatted(i, i + 1, i + 1))
                .collect(Collectors.joining(","));
        var schema = new Json("{\"$ref\":\"#/$defs/d0\",\"$defs\":{" + defs + ",\"d60\":{\"type\":\"string\"}}}");
        assertThat(bounded(schema, new Json("1"))).isNotEmpty();
    }

    @Test
    void aSchemaThatDoublesWithTheDepthOfTheResponseEndsInAViolation() {
        var schema = new Json(
                "{\"anyOf\":[{\"items\":{\"$ref\":\"#\"}},{\"items\":{\"$ref\":\"#\"}}],\"not\":{\"const\":1}}");
        var response = new Json("[".repeat(60) + "1" + "]".repeat(60));
        assertThat(bounded(schema, response)).isNotEmpty();
    }

    @Test
    void aPatternTakesLinearTime() {
        var schema = new Json("{\"pattern\":\"^(a+)+$\"}");
        assertThat(bounded(schema, new Json("\"" + "a".repeat(200_000) + "!\"")))
                .isNotEmpty();
    }

    @Test
    void manyPatternsOnALongTextEndInAViolation() {
        String all = IntStream.range(0, 600)
                .mapToObj(i -> "{\"pattern\":\"(x|y|z%d){0,90}q\"}".formatted(i))
                .collect(Collectors.joining(","));
        var schema = new Json("{\"allOf\":[" + all + "]}");
        assertThat(bounded(schema, new Json("\"" + "x".repeat(250_000) + "\""))).isNotEmpty();
    }

    @Test
    void hugeNumbersAreNotComputedWith() {
        var schema = new Json("{\"multipleOf\":0.1}");
        assertThat(bounded(schema, new Json("1e999999999"))).isNotEmpty();
        assertThat(bounded(schema, new Json("1e99999999999999"))).isNotEmpty();
        assertThat(bounded(schema, new Json("0.3"))).isEmpty();
    }

    @Test
    void aLongListOfUniqueItemsIsChecked() {
        var schema = new Json("{\"uniqueItems\":true}");
        var response = new Json(
                IntStream.range(0, 40_000).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]")));
        assertThat(bounded(schema, response)).isEmpty();
    }

    @Test
    void longTextsAreNoHarmToFormats() {
        for (String format : List.of("email", "uri", "uuid", "date", "date-time")) {
            var schema = new Json("{\"format\":\"" + format + "\"}");
            assertThat(bounded(schema, new Json("\"" + "a.".repeat(120_000) + "@x\"")))
                    .as(format)
                    .hasSizeLessThan(2);
        }
    }

    @Test
    void identifiersInOneSchemaMeanNothingInAnother() {
        assertThat(wrongWith(new Json("{\"$id\":\"https://example.com/s\",\"type\":\"string\"}")))
                .isEmpty();
        var second = new Json("{\"$id\":\"https://example.com/s\",\"type\":\"integer\"}");
        assertThat(wrongWith(second)).isEmpty();
        assertThat(wrongWith(second, new Json("1"))).isEmpty();
    }

    @Test
    void wellKnownTypesHaveSchemas() {
        var schema = check.builtIn(InteractionType.PERMISSION).orElseThrow();
        assertThat(wrongWith(schema)).isEmpty();
        assertThat(wrongWith(schema, new Json("{\"behavior\":\"allow\",\"more\":1}")))
                .isEmpty();
        assertThat(wrongWith(schema, new Json("{\"behavior\":\"maybe\"}"))).isNotEmpty();
        var answers = check.builtIn(InteractionType.ASK_USER).orElseThrow();
        assertThat(wrongWith(answers, new Json("{\"answers\":{\"a\":\"x\",\"b\":[\"y\"]}}")))
                .isEmpty();
        assertThat(wrongWith(answers, new Json("{\"answers\":{\"a\":1}}"))).isNotEmpty();
        var plan = check.builtIn(InteractionType.PLAN_APPROVAL).orElseThrow();
        assertThat(wrongWith(plan, new Json("{\"approved\":\"yes\"}"))).isNotEmpty();
    }

    private List<Violation> bounded(Json schema, Json response) {
        return Assertions.assertTimeoutPreemptively(NOT_FOREVER, () -> {
            var violations = wrongWith(schema);
            return violations.isEmpty() ? wrongWith(schema, response) : violations;
        });
    }
}
