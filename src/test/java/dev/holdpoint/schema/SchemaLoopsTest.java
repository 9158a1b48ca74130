package dev.holdpoint.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Violation;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas that no response could satisfy, for they lead back to themselves, and those that only look so. */
class SchemaLoopsTest extends SchemaChecks {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'$ref':'#'}|/$ref",
                "{'$dynamicRef':'#'}|/$dynamicRef",
                "{'$id':'https://example.com/a','$ref':'https://example.com/a'}|/$ref",
                "{'$anchor':'a','$ref':'#a'}|/$ref",
                "{'$dynamicAnchor':'a','$dynamicRef':'#a'}|/$dynamicRef",
                "{'allOf':[{},{'$ref':'#'}]}|/allOf/1/$ref",
                "{'anyOf':[{'$ref':'#'}]}|/anyOf/0/$ref",
                "{'oneOf':[{'type':'string'},{'$ref':'#'}]}|/oneOf/1/$ref",
                "{'not':{'$ref':'#'}}|/not/$ref",
                "{'if':{'$ref':'#'}}|/if/$ref",
                "{'if':{},'then':{'$ref':'#'}}|/then/$ref",
                "{'if':{},'else':{'$ref':'#'}}|/else/$ref",
                "{'dependentSchemas':{'a/b':{'$ref':'#'}}}|/dependentSchemas/a~1b/$ref",
                "{'dependencies':{'a':{'$ref':'#'}}}|/dependencies/a/$ref",
                "{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}}}|/$defs/b/$ref",
                "{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/%24defs/%61'}}}|/$defs/a/$ref",
                "{'properties':{'x':{'$ref':'#/properties/x'}}}|/properties/x/$ref",
                "{'items':{'allOf':[{'$ref':'#/items'}]}}|/items/allOf/0/$ref",
                "{'$ref':'#/unknown/a','unknown':{'a':{'$ref':'#/unknown/a'}}}|/unknown/a/$ref",
                "{'$ref':'b','$defs':{'b':{'$id':'b','$ref':'#/$defs/c','$defs':{'c':{'$ref':'b'}}}}}|/$defs/b/$defs/c/$ref"
            })
    void aSchemaThatLeadsBackToItselfIsRefusedAtItsPlace(String schema, String place) {
        assertThat(check(schema))
                .isInstanceOfSatisfying(
                        CheckResult.Violated.class,
                        refused -> assertThat(refused.violations())
                                .singleElement()
                                .satisfies(violation -> {
                                    assertThat(violation.pointer()).isEqualTo(place);
                                    assertThat(violation.detail()).contains("no response could ever satisfy it");
                                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'array','items':{'$ref':'#'}}",
                "{'type':'array','items':{'$dynamicRef':'#'}}",
                "{'$dynamicAnchor':'node','type':'array','items':{'$dynamicRef':'#node'}}",
                "{'type':['array','null'],'prefixItems':[{'$ref':'#'}],'unevaluatedItems':{'$ref':'#'}}",
                "{'$id':'tree','anyOf':[{'type':'array','items':{'$ref':'tree'}},{'type':'null'}]}",
                "{'type':'array','contains':{'$ref':'#'},'minContains':0,'then':{'$ref':'#'}}",
                "{'type':'array','$defs':{'unused':{'$ref':'#/$defs/unused'}}}",
                "{'type':'array','allOf':[{'$ref':'#/$defs/a'},{'$ref':'#/$defs/a'}],'$defs':{'a':{'items':{'$ref':'#'}}}}"
            })
    void aSchemaThatRecursInsideOfTheResponseIsTaken(String schema) {
        assertThat(check(schema)).isEqualTo(CheckResult.passed());
        assertThat(response(schema, "[[],[[]]]")).isEqualTo(CheckResult.passed());
        assertThat(response(schema, "1")).isInstanceOf(CheckResult.Violated.class);
    }

    @Test
    void aTreeOfPropertiesIsTaken() {
        String tree =
                "{'type':'object','properties':{'left':{'$ref':'#'},'right':{'$ref':'#'}},'additionalProperties':false}";
        assertThat(check(tree)).isEqualTo(CheckResult.passed());
        assertThat(response(tree, "{'left':{'right':{}},'right':{}}")).isEqualTo(CheckResult.passed());
        assertThat(response(tree, "{'left':{'right':{'middle':1}}}")).isInstanceOf(CheckResult.Violated.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'$ref':'#/$defs/missing'}|/$ref|leads to nothing",
                "{'$ref':'#missing'}|/$ref|leads to nothing",
                "{'$ref':'#/enum/0','enum':[1]}|/$ref|no schema",
                "{'$ref':'#/const','const':{'type':'nothing'}}|/$ref|no schema",
                "{'$ref':'other#'}|/$ref|leaves the document",
                "{'properties':{'a':{'$dynamicRef':'https://example.com/#a'}}}|/properties/a/$dynamicRef|leaves the document"
            })
    void aReferenceLeadsToASchemaInTheDocument(String schema, String place, String words) {
        assertThat(check(schema))
                .isInstanceOfSatisfying(
                        CheckResult.Violated.class,
                        refused -> assertThat(refused.violations())
                                .singleElement()
                                .satisfies(violation -> {
                                    assertThat(violation.pointer()).isEqualTo(place);
                                    assertThat(violation.detail()).contains(words);
                                }));
    }

    /** What is data where it stands is a schema where a reference leads to it. */
    @Test
    void whatAReferenceLeadsToIsLookedAtWhereverItStands() {
        assertThat(check("{'enum':[{'pattern':'(?=x)'}],'allOf':[{'$ref':'#/enum/0'}]}"))
                .isInstanceOfSatisfying(
                        CheckResult.Violated.class,
                        refused -> assertThat(refused.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/enum/0/pattern"));
        assertThat(check("{'enum':[{'$ref':'https://example.com/'}],'allOf':[{'$ref':'#/enum/0'}]}"))
                .isInstanceOf(CheckResult.Violated.class);
    }

    /** Deeper than any response is followed: refused before somebody waits for a response to it. */
    @Test
    void aChainOfReferencesWithoutEndIsTooComplex() {
        String chain = IntStream.range(0, 1_500)
                .mapToObj(i -> "'d%d':{'$ref':'#/$defs/d%d'}".formatted(i, i + 1))
                .collect(Collectors.joining(","));
        assertThat(check("{'$ref':'#/$defs/d0','$defs':{" + chain + ",'d1500':{}}}"))
                .isInstanceOfSatisfying(
                        CheckResult.Violated.class,
                        refused -> assertThat(refused.violations())
                                .singleElement()
                                .satisfies(violation ->
                                        assertThat(violation.detail()).startsWith("too complex")));
    }

    private CheckResult check(String schema) {
        return check.checkSchema(json(schema)).await().indefinitely();
    }

    private CheckResult response(String schema, String response) {
        return check.checkResponse(json(schema), json(response)).await().indefinitely();
    }

    private static Json json(String text) {
        return new Json(text.replace('\'', '"'));
    }
}
