package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.testing.Requested;
import dev.holdpoint.wire.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitsTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "1,1",
        "299,299",
        "300,300",
        "301,300",
        "3000,300",
        "007,7",
        "99999999999999999999999999,300",
    })
    void aWaitIsLoweredToTheMost(String given, long seconds) {
        assertThat(waits(Requested.with("wait=" + given))).contains(seconds);
        assertThat(waits(Requested.with("", "Prefer", "wait=" + given))).contains(seconds);
    }

    @Test
    void whereNothingIsSaidNothingIsAwaited() {
        assertThat(waits(Requested.with(""))).isEmpty();
        assertThat(Waits.duration(Optional.empty())).isZero();
        assertThat(Waits.duration(Optional.of(7L))).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wait",
                "wait=",
                "wait=x",
                "wait=-1",
                "wait=%2B1",
                "wait=1.5",
                "wait=1e2",
                "wait=%201",
                "wait=%D9%A1"
            })
    void aMalformedParameterIsRefused(String query) {
        assertThatThrownBy(() -> waits(Requested.with(query, "Prefer", "wait=5")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("'wait'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=1&wait=1", "wait=1&what=1", "Wait=1"})
    void aParameterThatIsRepeatedOrUnknownIsRefused(String query) {
        assertThatThrownBy(() -> waits(Requested.with(query))).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wait",
                "wait=",
                "wait=soon",
                "wait=-1",
                "wait=1.5",
                "wait=\"",
                "wait=\"5",
                "await=5",
                "foo=\"wait=5\"",
                "foo=\"a, wait=5\"",
                "foo; wait=5",
                "\"wait=5\"",
                "=5",
                "wait=x, wait=5"
            })
    void aMalformedPreferenceIsIgnored(String preference) {
        assertThat(waits(Requested.with("", "Prefer", preference))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wait=5",
                "WAIT=5",
                "wait=\"5\"",
                "wait = 5",
                "  wait=5  ",
                "wait=5, wait=6",
                "respond-async, wait=5",
                "respond-async;foo=\"bar, wait=1\" , wait=5; more=\"x\"",
                "foo=\"\\\", wait=1\", wait=5",
                ", ,wait=5",
                "foo,,wait=5,"
            })
    void aPreferenceIsFoundAmongOthers(String preference) {
        assertThat(waits(Requested.with("", "Prefer", preference))).contains(5L);
    }

    @Test
    void aPreferenceIsFoundInAnyOfTheHeaders() {
        assertThat(waits(Requested.with("", "Prefer", "", "Prefer", "respond-async", "Prefer", "wait=5")))
                .contains(5L);
    }

    @Test
    void theQueryWins() {
        assertThat(waits(Requested.with("wait=1", "Prefer", "wait=99"))).contains(1L);
        assertThat(waits(Requested.with("wait=0", "Prefer", "wait=99"))).contains(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo=\"%s\", wait=5", "foo=%s, wait=5", "foo;bar=%s, wait=5", "foo;bar=\"%s\", wait=5"})
    void aHeaderOfAnyLengthIsRead(String header) {
        assertThat(waits(Requested.with("", "Prefer", header.formatted("x".repeat(16_000)))))
                .contains(5L);
    }

    @Test
    void anOperatorMayLowerTheMost() {
        assertThat(Waits.of(Requested.with("wait=100"), Duration.ofSeconds(50))).contains(50L);
        assertThat(Waits.of(Requested.with("wait=49"), Duration.ofSeconds(50))).contains(49L);
        assertThat(new RestSettings(Duration.ofHours(1), Duration.ofSeconds(1)).maxWait())
                .hasSeconds(1);
        assertThatThrownBy(() -> new RestSettings(Duration.ofHours(1), Duration.ofMillis(999)))
                .hasMessageContaining("holdpoint.http.max-wait (PT0.999S) must be from PT1S to PT5M");
        assertThatThrownBy(() -> new RestSettings(Duration.ofHours(1), Duration.ofSeconds(301)))
                .hasMessageContaining("holdpoint.http.max-wait");
    }

    private static Optional<Long> waits(HttpServerRequest request) {
        return Waits.of(request, Duration.ofMinutes(5));
    }
}
