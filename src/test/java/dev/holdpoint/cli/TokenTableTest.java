package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Json;
import org.junit.jupiter.api.Test;

class TokenTableTest {

    private static String token(String id, String name, String parent) {
        return "{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"permissions\":[\"ask\",\"read\"],\"sessions\":null,"
                + "\"types\":null,\"person\":null,\"expiresAt\":\"2027-01-02T03:04:05.678Z\",\"lastUsedAt\":null,\"parent\":"
                + parent + ",\"ending\":\"wxyz\"}";
    }

    @Test
    void childrenStandBelowWhatTheyWereMadeOf() {
        var list = new Json("{\"items\":[" + token("a", "first", "null") + "," + token("b", "second", "null") + ","
                + token("c", "child", "\"a\"") + "," + token("d", "grandchild", "\"c\"") + ","
                + token("e", "orphan", "\"gone\"") + "]}");
        assertThat(TokenTable.lines(list))
                .containsExactly(
                        "ID  NAME            PERMISSIONS  LIMITS  PERSON  EXPIRES            LAST USED  ENDING",
                        "a   first           ask,read     -       -       2027-01-02T03:04Z  -          wxyz",
                        "c     child         ask,read     -       -       2027-01-02T03:04Z  -          wxyz",
                        "d       grandchild  ask,read     -       -       2027-01-02T03:04Z  -          wxyz",
                        "b   second          ask,read     -       -       2027-01-02T03:04Z  -          wxyz",
                        "e   orphan          ask,read     -       -       2027-01-02T03:04Z  -          wxyz");
    }

    @Test
    void limitsAndPersonsAreTold() {
        var list = new Json(
                "{\"items\":[{\"id\":\"a\",\"name\":\"n\",\"permissions\":[\"decide\"],\"sessions\":[\"ci-*\",\"x\"],"
                        + "\"types\":[\"permission\"],\"person\":{\"name\":\"Anna\"},\"expiresAt\":\"2027-01-02T03:04:05.678Z\","
                        + "\"lastUsedAt\":\"2026-12-31T23:59:59.999Z\",\"parent\":null,\"ending\":\"wxyz\"}]}");
        assertThat(TokenTable.lines(list).getLast())
                .isEqualTo("a   n     decide       sessions ci-*,x; types permission  Anna    2027-01-02T03:04Z"
                        + "  2026-12-31T23:59Z  wxyz");
    }

    @Test
    void nothingInANameTurnsTheLineAround() {
        var list = new Json("{\"items\":[" + token("a", "x\\u202ey\\u2028z", "null") + "]}");
        assertThat(TokenTable.lines(list).getLast()).contains("x\ufffdy\ufffdz").doesNotContain("\u202e", "\u2028");
    }
}
