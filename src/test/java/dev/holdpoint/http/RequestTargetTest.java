package dev.holdpoint.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/ /",
                "/v1/interactions /v1/interactions",
                "/v1/interactions?wait=1 /v1/interactions?wait=1",
                "/q/health/../../v1/interactions /v1/interactions",
                "/q/health/%2e%2e/%2E%2e/v1/interactions /v1/interactions",
                "/q/health/..%2f..%2fv1 /q/health/..%2f..%2fv1",
                "/../../v1 /v1",
                "/v1/./sessions/%61 /v1/sessions/a",
                "/v1/sessions/a;x=1 /v1/sessions/a%3Bx=1",
                "/v1/sessions/a%3bx /v1/sessions/a%3bx",
                "/v1/sessions/%252e%252e /v1/sessions/%252e%252e",
                "/v1/sessions/%C3%A4 /v1/sessions/%C3%A4",
                "/v1?from=;x=%2e%2e /v1?from=;x=%2e%2e",
                "http://localhost/v1 /v1",
                "HTTP://evil:80/v1?x=1 /v1?x=1",
                "http://localhost /"
            })
    void aTargetIsBroughtToOneForm(String target, String normalised) {
        assertThat(RequestTarget.normalised(target)).contains(normalised);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%",
                "/%2",
                "/%zz",
                "/%u00e4",
                "/v1/sessions/%ff",
                "/v1/sessions/%C3",
                "/v1/sessions/%ed%a0%80",
                "/v1/sessions/%c0%ae",
                "/v1?x=%zz",
                "/v1?x=%ff",
                "v1",
                "localhost:80",
                "ftp://localhost/v1",
                "*"
            })
    void whatIsNoPathOfUtf8IsNone(String target) {
        assertThat(RequestTarget.normalised(target)).isEmpty();
    }
}
