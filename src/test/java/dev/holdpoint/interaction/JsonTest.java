package dev.holdpoint.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static final ObjectMapper JACKSON = new ObjectMapper();

    @Test
    void elementsAreInOrder() {
        assertThat(new Json("[1,-2.50e+7,true,null,\"a\",[],[1,[2]],{},{\"a\":[1,2]},\"\"]").elements())
                .extracting(Json::text)
                .containsExactly(
                        "1", "-2.50e+7", "true", "null", "\"a\"", "[]", "[1,[2]]", "{}", "{\"a\":[1,2]}", "\"\"");
        assertThat(new Json("[]").elements()).isEmpty();
        assertThat(new Json("[7]").elements()).containsExactly(new Json("7"));
    }

    @Test
    void whatIsInAStringIsNoStructure() {
        var tricky = "\"],}{[,:\\\"\\\\\"";

        assertThat(new Json("[" + tricky + "," + tricky + "]").elements())
                .containsExactly(new Json(tricky), new Json(tricky));
        assertThat(new Json("{" + tricky + ":1,\"a\":" + tricky + "}").member("a"))
                .contains(new Json(tricky));
        assertThat(new Json("[\"\\\\\",\"\\\"\"]").elements())
                .containsExactly(new Json("\"\\\\\""), new Json("\"\\\"\""));
    }

    @Test
    void aMemberIsFoundByItsWholeName() {
        var object = new Json("{\"ab\":1,\"a\":{\"b\":2},\"b\":[3],\"\":4,\"c\":\"a\"}");

        assertThat(object.member("ab")).contains(new Json("1"));
        assertThat(object.member("a")).contains(new Json("{\"b\":2}"));
        assertThat(object.member("b")).contains(new Json("[3]"));
        assertThat(object.member("")).contains(new Json("4"));
        assertThat(object.member("c")).contains(new Json("\"a\""));
        assertThat(object.member("d")).isEmpty();
        assertThat(object.member("a\":{")).isEmpty();
        assertThat(Json.EMPTY_OBJECT.member("a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "null", "\"[1]\"", "\"{\\\"a\\\":1}\"", "\"\""})
    void aScalarHasNeitherElementsNorMembers(String text) {
        assertThat(new Json(text).elements()).isEmpty();
        assertThat(new Json(text).member("a")).isEmpty();
    }

    @Test
    void listsHaveNoMembersAndObjectsNoElements() {
        assertThat(new Json("[\"a\",1]").member("a")).isEmpty();
        assertThat(new Json("{\"a\":1}").elements()).isEmpty();
    }

    @Test
    void onlyAStringIsAString() {
        assertThat(new Json("\"\"").isString()).isTrue();
        assertThat(List.of("1", "null", "[\"a\"]", "{\"a\":1}")).noneMatch(text -> new Json(text).isString());
    }

    @Test
    void whateverIsSentIsTakenApartAsJacksonDoes() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            JsonNode node = node(random, 4);
            var json = new Json(node.toString());

            var elements = new ArrayList<String>();
            if (node.isArray()) {
                node.forEach(element -> elements.add(element.toString()));
            }
            assertThat(json.elements())
                    .as("seed %d: %s", seed, json)
                    .extracting(Json::text)
                    .isEqualTo(elements);
            assertThat(strings(json)).as("seed %d: %s", seed, json).isEqualTo(strings(node));
            for (String name : List.of("a", "b", "ab")) {
                assertThat(json.member(name).map(Json::text).orElse("none"))
                        .as("seed %d: %s of %s", seed, name, json)
                        .isEqualTo(
                                node.isObject() && node.has(name)
                                        ? node.get(name).toString()
                                        : "none");
            }
        }
    }

    /** A pair of surrogates stands where one piece ends that sizes are counted in, and other letters do beyond it. */
    private static final String LONG = "a".repeat(1_023) + "\ud83d\ude00" + "\u4e2d".repeat(1_500) + "b";

    @Test
    void sizesAreBytesOfUtf8() {
        for (String text :
                List.of("", "a", "\u007f", "\u0080", "\u07ff", "\u0800", "\u4e2d\u6587", "\ud83d\ude00!", LONG)) {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            assertThat(Sizes.utf8(text)).as(text).isEqualTo(bytes);
            assertThat(new Json('"' + text + '"').size()).as(text).isEqualTo(bytes + 2);
        }
        assertThat(Sizes.utf8("\ud83d")).as("a lone surrogate").isLessThanOrEqualTo(3);
    }

    @Test
    void aQuotedTextIsAsLargeAsJacksonWritesIt() throws Exception {
        for (char unit = 0; unit < 0x3000; unit++) {
            String text = "a" + unit;
            assertThat(Sizes.quoted(text)).as("U+%04X", (int) unit).isEqualTo(JACKSON.writeValueAsBytes(text).length);
        }
        assertThat(Sizes.quoted("\ud83d\ude00")).isEqualTo(6);
    }

    @Test
    void aStringIsFoundUnlessItIsAName() {
        var json = new Json("{\"a\":[\"b\",{\"c\":\"d\\\\\"}],\"e\":\"\\/\\b\\f\\n\\r\\t\\u00e9\"}");

        assertThat(strings(json)).containsExactly("b", "d\\", "/\b\f\n\r\t\u00e9");
        assertThat(json.hasString("b"::equals)).isTrue();
        assertThat(json.hasString("a"::equals)).isFalse();
        assertThat(strings(new Json("\"\""))).containsExactly("");
        assertThat(strings(new Json("12"))).isEmpty();
    }

    /** All of them, in order. */
    private static List<String> strings(Json json) {
        var strings = new ArrayList<String>();
        json.hasString(text -> !strings.add(text));
        return strings;
    }

    private static List<String> strings(JsonNode node) {
        var strings = new ArrayList<String>();
        if (node.isTextual()) {
            strings.add(node.asText());
        }
        node.forEach(child -> strings.addAll(strings(child)));
        return strings;
    }

    private static JsonNode node(Random random, int depth) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> make.numberNode(random.nextInt(2_000) - 1_000);
            case 1 -> make.booleanNode(random.nextBoolean());
            case 2 -> make.nullNode();
            case 3, 4 -> make.textNode(text(random));
            case 5 -> {
                ArrayNode list = make.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(node(random, depth - 1));
                }
                yield list;
            }
            default -> {
                ObjectNode object = make.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(List.of("a", "b", "ab", text(random)).get(random.nextInt(4)), node(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append("ab,:[]{}\"\\ \n\u0000\u4e2d".charAt(random.nextInt(14)));
        }
        return text.toString();
    }
}
