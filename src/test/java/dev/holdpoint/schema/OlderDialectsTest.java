package dev.holdpoint.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas of other dialects than 2020-12: taken where they mean the same, refused at what does not. */
class OlderDialectsTest extends SchemaChecks {

    private static final String DRAFT_07 = "http://json-schema.org/draft-07/schema#";
    private static final String DRAFT_2019_09 = "https://json-schema.org/draft/2019-09/schema";
    private static final String DRAFT_2020_12 = "https://json-schema.org/draft/2020-12/schema";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'items':[{'type':'string'}]|/items",
                "'items':[{}],'additionalItems':false|/items /additionalItems",
                "'properties':{'a/b':{'items':[]}}|/properties/a~1b/items",
                "'$ref':'#/definitions/a','minLength':2,'definitions':{'a':{}}|/minLength",
                "'$ref':'#/definitions/a','$id':'https://example.com/b','definitions':{'a':{}}|/$id",
                "'allOf':[{'$ref':'#/definitions/a','type':'string','const':1}],'definitions':{'a':{}}|/allOf/0/type /allOf/0/const",
                "'dependencies':{'a':['b']}|/dependencies",
                "'definitions':{'a':{'dependencies':{'a':{}}}}|/definitions/a/dependencies",
                "'$id':'#here'|/$id",
                "'definitions':{'a':{'$id':'https://example.com/a#here'}}|/definitions/a/$id",
                "'prefixItems':[{}]|/prefixItems",
                "'dependentRequired':{'a':['b']}|/dependentRequired",
                "'dependentSchemas':{'a':{}}|/dependentSchemas",
                "'unevaluatedProperties':false|/unevaluatedProperties",
                "'unevaluatedItems':false|/unevaluatedItems",
                "'$dynamicRef':'#'|/$dynamicRef",
                "'contains':{},'minContains':2|/minContains",
                "'contains':{},'maxContains':2|/maxContains",
                "'$ref':'#/x/a','x':{'a':{'dependencies':{}}}|/x/a/dependencies",
                "'not':{'if':{'items':{'anyOf':[{'propertyNames':{'dependencies':{}}}]}}}"
                        + "|/not/if/items/anyOf/0/propertyNames/dependencies"
            })
    void whatDraft07MeansOtherwiseIsRefusedAtItsPlace(String members, String places) {
        assertThat(wrongWith(schema(DRAFT_07, members)))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder(places.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'object','properties':{'a':{'type':'string','enum':['b']}},'required':['a'],'additionalProperties':false",
                "'$ref':'#/definitions/a','definitions':{'a':{'type':'object'}}",
                "'properties':{'a':{'$ref':'#/$defs/a','title':'A','description':'b','default':1,'examples':[1]}},'$defs':{'a':{}}",
                "'$ref':'#/definitions/a','dependencies':{'a':['b']},'x-order':1,'definitions':{'a':{}}",
                "'items':{'type':'string'},'additionalItems':false",
                "'contains':{'const':1},'if':{},'then':{},'else':{},'propertyNames':{}",
                "'minContains':2,'maxContains':1",
                "'$id':'https://example.com/a#'",
                "'properties':{'dependencies':{'type':'string'},'$ref':{'type':'string'}}",
                "'enum':[{'dependencies':{},'items':[]}],'default':{'dependencies':{}}",
                "'format':'uuid'"
            })
    void whatMeansTheSameInDraft07IsTaken(String members) {
        assertThat(wrongWith(schema(DRAFT_07, members))).isEmpty();
        assertThat(wrongWith(schema(DRAFT_07.replace("#", ""), members))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'items':[{}],'additionalItems':{}|/items /additionalItems",
                "'prefixItems':[{}]|/prefixItems",
                "'$dynamicRef':'#'|/$dynamicRef",
                "'properties':{'a':{'$recursiveRef':'#'}}|/properties/a/$recursiveRef",
                "'$recursiveAnchor':true|/$recursiveAnchor",
                "'unevaluatedItems':false,'contains':{}|/unevaluatedItems",
                "'unevaluatedItems':false,'allOf':[{'contains':{}}]|/unevaluatedItems"
            })
    void what201909MeansOtherwiseIsRefusedAtItsPlace(String members, String places) {
        assertThat(wrongWith(schema(DRAFT_2019_09, members)))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder(places.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'$ref':'#/$defs/a','minLength':2,'$defs':{'a':{'type':'string'}}",
                "'dependentRequired':{'a':['b']},'dependentSchemas':{'a':{}},'dependencies':{'a':['b']}",
                "'unevaluatedProperties':false",
                "'unevaluatedItems':false,'items':{}",
                "'contains':{},'minContains':0,'maxContains':2",
                "'$ref':'#a','$defs':{'a':{'$anchor':'a'}}"
            })
    void whatMeansTheSameIn201909IsTaken(String members) {
        assertThat(wrongWith(schema(DRAFT_2019_09, members))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'$ref':'#/$defs/a','minLength':2,'$defs':{'a':{'type':'string'}}",
                "'prefixItems':[{}],'unevaluatedItems':false,'contains':{},'minContains':0",
                "'dependentRequired':{'a':['b']}"
            })
    void whatIsOf202012IsTakenWhereThatIsSaidOrNothing(String members) {
        assertThat(wrongWith(schema(DRAFT_2020_12, members))).isEmpty();
        assertThat(wrongWith(new Json(json("{" + members + "}")))).isEmpty();
    }

    @Test
    void aSchemaInsideIsOfTheDialectThatItSays() {
        assertThat(wrongWith(schema(
                        DRAFT_2020_12,
                        "'prefixItems':[{}],'$defs':{'a':{'$id':'a','$schema':'" + DRAFT_07
                                + "','prefixItems':[{}]}}")))
                .extracting(Violation::pointer)
                .containsExactly("/$defs/a/prefixItems");
        assertThat(wrongWith(schema(
                        DRAFT_07,
                        "'definitions':{'a':{'$id':'a','$schema':'" + DRAFT_2020_12 + "','prefixItems':[{}]}}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://json-schema.org/draft-04/schema#",
                "http://json-schema.org/draft-06/schema#",
                "http://json-schema.org/schema#",
                "https://example.com/dialect",
                ""
            })
    void anotherDialectIsRefused(String dialect) {
        assertThat(wrongWith(schema(dialect, "'type':'string'")))
                .extracting(Violation::pointer)
                .containsExactly("/$schema");
        assertThat(wrongWith(schema(DRAFT_2020_12, "'properties':{'a':{'$schema':'" + dialect + "'}}")))
                .extracting(Violation::pointer)
                .containsExactly("/properties/a/$schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {DRAFT_07, DRAFT_2019_09})
    void aResponseIsCheckedBySchemasOfEachDialect(String dialect) {
        Json schema = schema(dialect, "'properties':{'a':{'type':'string','maxLength':3}},'required':['a']");
        assertThat(wrongWith(schema)).isEmpty();
        assertThat(wrongWith(schema, new Json("{\"a\":\"abc\"}"))).isEmpty();
        assertThat(wrongWith(schema, new Json("{\"a\":\"abcd\"}")))
                .extracting(Violation::pointer)
                .containsExactly("/a");
    }

    @Test
    void theRefusalSaysWhatToUseInstead() {
        assertThat(wrongWith(schema(DRAFT_07, "'dependencies':{'a':['b']}")))
                .singleElement()
                .satisfies(wrong -> assertThat(wrong.detail()).contains("draft-07", "dependentRequired"));
    }

    private static Json schema(String dialect, String members) {
        return new Json(json("{'$schema':'" + dialect + "'," + members + "}"));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
