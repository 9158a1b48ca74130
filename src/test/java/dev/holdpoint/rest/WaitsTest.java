package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.wire.ProblemException;
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
        assertThat(Waits.of(Requested.with("wait=" + given))).contains(seconds);
        assertThat(Waits.of(Requested.with("", "Prefer", "wait=" + given))).contains(seconds);
    }

    @Test
    void whereNothingIsSaidNothingIsAwaited() {
        assertThat(Waits.of(Requested.with(""))).isEmpty();
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
        assertThatThrownBy(() -> Waits.of(Requested.with(query, "Prefer", "wait=5")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("'wait'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=1&wait=1", "wait=1&what=1", "Wait=1"})
    void aParameterThatIsRepeatedOrUnknownIsRefused(String query) {
        assertThatThrownBy(() -> Waits.of(Requested.with(query))).isInstanceOf(ProblemException.class);
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
        assertThat(Waits.of(Requested.with("", "Prefer", preference))).isEmpty();
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
        assertThat(Waits.of(Requested.with("", "Prefer", preference))).contains(5L);
    }

    @Test
    void aPreferenceIsFoundInAnyOfTheHeaders() {
        assertThat(Waits.of(Requested.with("", "Prefer", "", "Prefer", "respond-async", "Prefer", "wait=5")))
                .contains(5L);
    }

    @Test
    void theQueryWins() {
        assertThat(Waits.of(Requested.with("wait=1", "Prefer", "wait=99"))).contains(1L);
        assertThat(Waits.of(Requested.with("wait=0", "Prefer", "wait=99"))).contains(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo=\"%s\", wait=5", "foo=%s, wait=5", "foo;bar=%s, wait=5", "foo;bar=\"%s\", wait=5"})
    void aHeaderOfAnyLengthIsRead(String header) {
        assertThat(Waits.of(Requested.with("", "Prefer", header.formatted("x".repeat(16_000)))))
                .contains(5L);
    }
}
