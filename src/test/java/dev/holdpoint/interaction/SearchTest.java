package dev.holdpoint.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "DROP,drop table",
        "drop,DROP TABLE",
        "stra\u00dfe,STRASSE",
        "STRASSE,Stra\u00dfe",
        "STRA\u1e9eE,stra\u00dfe",
        "\u03bf\u03b4\u03bf\u03c3,\u039f\u0394\u039f\u03a3 1",
        "\u039f\u0394\u039f\u03a3,\u03bf\u03b4\u03cc\u03c2 \u03bf\u03b4\u03bf\u03c2",
        "\u0434\u0430,\u0414\u0410",
        "\ufb01le,FILE",
        "\u00e9t\u00e9,E\u0301te\u0301",
        "e\u0301t,\u00c9T\u00c9",
        "\ud801\udc28,\ud801\udc00",
        "\u212a,k"
    })
    void caseDoesNotCountNorHowAccentsArePutTogether(String sought, String title) {
        assertThat(new Search(sought).finds(asked(title, "{}"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"e,\u00e9", "ss,s", "drop table,drop  table", "%,drop", "_,drop", ".,drop"})
    void whatIsNotThereIsNotFound(String sought, String title) {
        assertThat(new Search(sought).finds(asked(title, "{}"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a Needle here\"",
                "{\"a\":[1,{\"b\":\"needle\"}]}",
                "[\"hay\",\"NEEDLE\"]",
                "{\"command\":\"say \\\"needle\\\"\"}",
                "{\"a\":\"\\\\\",\"b\":\"needle\"}"
            })
    void stringsAreFoundInDataAndInResponsesAtAnyDepth(String json) {
        var needle = new Search("needle");

        assertThat(needle.finds(asked("hay", json))).isTrue();
        assertThat(needle.finds(asked("hay", "{}"))).isFalse();
        assertThat(needle.finds(asked("hay", "{}").settledAs(answer(json, null))))
                .isTrue();
        assertThat(needle.finds(asked("hay", "{}").settledAs(answer("1", "a needle"))))
                .isTrue();
        assertThat(needle.finds(asked("hay", "{}").settledAs(answer("1", "hay"))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`one\ntwo`|{\"a\":\"one\\ntwo\"}",
                "say \"no\"|{\"a\":\"say \\\"no\\\"!\"}",
                "C:\\temp|{\"a\":\"C:\\\\temp\"}",
                "`\u0001x`|{\"a\":\"\\u0001X\"}"
            })
    void whatIsEscapedInJsonIsFoundAsItIs(String sought, String data) {
        assertThat(new Search(sought).finds(asked("t", data))).isTrue();
    }

    @Test
    void neitherNamesOfMembersNorNumbersNorMetadataAreLookedAt() {
        Interaction asked = asked("hay", "{\"needle\":{\"needle\":true},\"n\":12345}");

        assertThat(new Search("needle").finds(asked)).isFalse();
        assertThat(new Search("123").finds(asked)).isFalse();
        assertThat(new Search("true").finds(asked)).isFalse();
        assertThat(new Search("metadata").finds(asked)).isFalse();
    }

    @Test
    void wordsAreOneTo200CharactersLong() {
        assertThat(Search.isValid("")).isFalse();
        assertThat(Search.isValid(" ")).isTrue();
        assertThat(Search.isValid("\ud83d\ude00".repeat(200))).isTrue();
        assertThat(Search.isValid("x".repeat(201))).isFalse();
    }

    private static Interaction asked(String title, String data) {
        var ask = new Ask(new InteractionType("question"), new SessionId("needle-s"), Duration.ofMinutes(1))
                .withTitle(title)
                .withData(new Json(data))
                .withMetadata(new Json("{\"a\":\"metadata\"}"));
        return new Interaction(new InteractionId(new UUID(1, 2)), Tenant.DEFAULT, ask, NOW, null, null, null);
    }

    private static Settlement answer(String response, String reason) {
        return new Settlement(NOW, Origin.RESPONDER, null, new Outcome.Resolved(new Json(response), reason));
    }
}
