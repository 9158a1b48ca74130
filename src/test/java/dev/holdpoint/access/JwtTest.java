package dev.holdpoint.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtTest {

    private static String token(String header, String payload) {
        return part(header) + "." + part(payload) + ".c2ln";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\"}",
                "{\"alg\":\"PS256\",\"typ\":\"JWT\"}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"EdDSA\",\"typ\":\"application/at+jwt\"}"
            })
    void whatAProviderSignsIsTaken(String header) {
        assertThat(Jwt.read(token(header, "{\"sub\":\"anna\"}"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"alg\":\"none\"}",
                "{\"alg\":\"HS256\"}",
                "{\"alg\":\"RS512\"}",
                "{\"alg\":\"rs256\"}",
                "{\"alg\":[\"RS256\"]}",
                "{\"alg\":\"RS256\",\"typ\":\"logout+jwt\"}",
                "{\"alg\":\"RS256\",\"typ\":\"dpop+jwt\"}",
                "{\"alg\":\"RS256\",\"typ\":7}",
                "[]",
                "\"RS256\"",
                "null"
            })
    void anythingElseIsNot(String header) {
        assertThat(Jwt.read(token(header, "{\"sub\":\"anna\"}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hpd_x",
                "a.b.c",
                "eyJhbGciOiJub25lIn0.e30.",
                "e30.e30.e30.e30.e30",
                "e30.e30.e\u00e4",
                "....",
                "e30.=.e30"
            })
    void whatHasNotTheShapeIsNone(String text) {
        assertThat(Jwt.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "null", "7", "{\"sub\":\"anna\"", "x"})
    void whatSaysNothingIsNone(String payload) {
        assertThat(Jwt.read(token("{\"alg\":\"RS256\"}", payload))).isEmpty();
    }

    @Test
    void itTellsItsKeyAndItsEnd() {
        Jwt jwt = Jwt.read(token("{\"alg\":\"RS256\",\"kid\":\"k1\"}", "{\"exp\":1700000000}"))
                .orElseThrow();

        assertThat(jwt.key()).isEqualTo("k1");
        assertThat(jwt.end()).isEqualTo(1_700_000_000L);
        assertThat(jwt).hasToString("a token");
        assertThat(Jwt.read(token("{\"alg\":\"RS256\"}", "{\"exp\":\"soon\"}"))
                        .orElseThrow()
                        .end())
                .isNull();
    }
}
