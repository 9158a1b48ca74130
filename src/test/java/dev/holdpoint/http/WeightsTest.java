package dev.holdpoint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "x-gzip",
                "*",
                "gzip, deflate, br, zstd",
                "br;q=1.0, gzip;q=0.8, *;q=0.1",
                "gzip;q=0.001",
                "gzip ; q=1.000",
                "gzip;Q=0.5, identity;q=0.5",
                "identity;q=0, *",
                "br,,gzip,",
                "*;q=0, gzip"
            })
    void whoAcceptsGzipIsSentIt(String header) {
        assertThat(preferGzip(List.of(header))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "identity",
                "br",
                "gzip;q=0",
                "gzip;q=0.000",
                "gzip; q=0, identity",
                "gzip;q=0, *",
                "*;q=0",
                "*, gzip;q=0.0",
                "gzip;q=0.5, identity",
                "identity;q=0.9, *;q=0.5",
                "gzip;q=x",
                "gzip;q=",
                "gzip;q=2",
                "gzip;q=-1",
                "gzipped",
                "not-gzip",
                "br;gzip"
            })
    void anybodyElseIsNot(String header) {
        assertThat(preferGzip(List.of(header))).isFalse();
    }

    @Test
    void allHeadersCountAndNoneIsNoConsent() {
        assertThat(preferGzip(List.of())).isFalse();
        assertThat(preferGzip(List.of("br", "gzip"))).isTrue();
        assertThat(preferGzip(List.of("*", "gzip;q=0"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/*",
                "*/*",
                "APPLICATION/JSON",
                "text/html, application/json;q=0.1",
                "application/json;charset=utf-8;q=0.5",
                "*/*;q=0, application/json"
            })
    void aTypeIsAcceptedByTheRangeThatNamesItMostClosely(String header) {
        assertThat(Weights.of(List.of(header)).accept("application/json")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;q=0",
                "application/json; q=0.0, */*",
                "application/*;q=0, */*",
                "text/html",
                "*/*;q=0",
                "application/json;q=x"
            })
    void aTypeWithoutWeightIsNotAccepted(String header) {
        assertThat(Weights.of(List.of(header)).accept("application/json")).isFalse();
    }

    @Test
    void whoSaysNothingAcceptsAnything() {
        assertThat(Weights.of(List.of()).accept("application/json")).isTrue();
        assertThat(Weights.of(List.of("")).accept("application/json")).isTrue();
    }

    private static boolean preferGzip(List<String> headers) {
        return Weights.of(headers).preferGzip();
    }
}
