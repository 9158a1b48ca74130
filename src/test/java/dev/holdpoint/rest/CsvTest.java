package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void aRowEndsAsRfc4180SaysAndWhatIsMissingIsEmpty() {
        assertThat(Csv.row(Arrays.asList("a", null, "", "b c"))).isEqualTo("a,,,b c\r\n");
        assertThat(Csv.row(List.of("\u00e9\ud83d\ude00"))).isEqualTo("\u00e9\ud83d\ude00\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`a,b`,`\"a,b\"`",
                "`a\"b`,`\"a\"\"b\"`",
                "`\"`,`\"\"\"\"`",
                "`a\nb`,`\"a\nb\"`",
                "`a\rb`,`\"a\rb\"`",
                "`a;b`,`a;b`"
            })
    void whatSeparatesIsQuoted(String value, String cell) {
        assertThat(Csv.row(List.of(value))).isEqualTo(cell + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"})
    void whatASpreadsheetWouldRunIsTextThere(String formula) {
        assertThat(Csv.row(List.of(formula, formula))).isEqualTo("'" + formula + ",'" + formula + "\r\n");
    }

    @Test
    void aFormulaIsMadeTextBeforeItIsQuoted() {
        assertThat(Csv.row(List.of("=HYPERLINK(\"http://a\",\"b\")")))
                .isEqualTo("\"'=HYPERLINK(\"\"http://a\"\",\"\"b\"\")\"\r\n");
        assertThat(Csv.row(List.of("\r=1"))).isEqualTo("\"'\r=1\"\r\n");
        assertThat(Csv.row(List.of("a=1", " =1", "'=1"))).isEqualTo("a=1, =1,'=1\r\n");
    }
}
