package dev.holdpoint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.testing.Requested;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"abc\"|abc",
                "abc|abc",
                " \"abc\" |abc",
                "\"a b, c;d\"|a b, c;d",
                "\"a\\\"b\"|a\"b",
                "\"a\\\\b\"|a\\b",
                "\"\\\\\"|\\",
                "\"\\\"\"|\"",
                "\"\\\\\\\"\"|\\\"",
                "\"\\\\n\"|\\n",
                "\"~!\"|~!",
                "8e03978e-40d5-43dd-bc93-6894a57f9324|8e03978e-40d5-43dd-bc93-6894a57f9324",
                "a:b/c=+|a:b/c=+"
            })
    void aKeyIsAQuotedStringOrAToken(String header, String key) {
        assertThat(IdempotencyKeys.parse(List.of(header))).contains(key);
        assertThat(IdempotencyKeys.of(Requested.with("", "Idempotency-Key", header)))
                .contains(key);
    }

    @Test
    void aTokenAndTheStringOfItAreOneKey() {
        assertThat(IdempotencyKeys.parse(List.of("k-1"))).isEqualTo(IdempotencyKeys.parse(List.of("\"k-1\"")));
    }

    @Test
    void whereThereIsNoHeaderThereIsNoKey() {
        assertThat(IdempotencyKeys.of(Requested.with(""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"\"",
                "\"",
                "\"a",
                "a\"",
                "\"a\"b\"",
                "\"a\\\"",
                "\"a\\n\"",
                "\"a\", \"b\"",
                "\"a\";p=1",
                "a b",
                "a,b",
                "a;b",
                "a\\b",
                "\"a\tb\"",
                "\"\u00e9\"",
                "\u00e9",
                "\"a\u007f\""
            })
    void anythingElseIsRefused(String header) {
        assertThatThrownBy(() -> IdempotencyKeys.parse(List.of(header)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().kind()).isEqualTo(Kind.INVALID_REQUEST))
                .hasMessageContaining("Idempotency-Key");
    }

    @Test
    void aKeyHas255CharactersAtMost() {
        String fits = "k".repeat(255);
        assertThat(IdempotencyKeys.parse(List.of(fits))).contains(fits);
        assertThat(IdempotencyKeys.parse(List.of('"' + fits + '"'))).contains(fits);
        assertThat(IdempotencyKeys.parse(List.of('"' + "\\\\".repeat(255) + '"')))
                .contains("\\".repeat(255));
        for (String header : List.of(fits + "k", '"' + fits + "k\"", '"' + fits + "\\\"\"")) {
            assertThatThrownBy(() -> IdempotencyKeys.parse(List.of(header))).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void aKeyThatStandsThereTwiceIsRefused() {
        assertThatThrownBy(() -> IdempotencyKeys.of(Requested.with("", "Idempotency-Key", "a", "idempotency-key", "a")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("more than once");
    }

    @Test
    void aHeaderOfAnyLengthIsRead() {
        for (String letter : List.of("x", "\\\\")) {
            assertThatThrownBy(() -> IdempotencyKeys.parse(List.of('"' + letter.repeat(8_000) + '"')))
                    .isInstanceOf(ProblemException.class);
        }
    }
}
