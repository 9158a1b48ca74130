package dev.holdpoint.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptEncodingTest {

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
        assertThat(AcceptEncoding.prefersGzip(List.of(header))).isTrue();
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
                "gzip;level=9",
                "gzipped",
                "not-gzip",
                "br;gzip"
            })
    void anybodyElseIsNot(String header) {
        assertThat(AcceptEncoding.prefersGzip(List.of(header))).isFalse();
    }

    @Test
    void allHeadersCountAndNoneIsNoConsent() {
        assertThat(AcceptEncoding.prefersGzip(List.of())).isFalse();
        assertThat(AcceptEncoding.prefersGzip(List.of("br", "gzip"))).isTrue();
        assertThat(AcceptEncoding.prefersGzip(List.of("*", "gzip;q=0"))).isFalse();
    }
}
