package dev.holdpoint.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "PT30S,30000",
        "PT0.1S,100",
        "PT0.1009S,100",
        "PT0.123456789S,123",
        "P7D,604800000",
        "P1DT2H3M4.5S,93784500",
        "PT90M,5400000",
        "PT0S,0",
        "P0D,0",
        "PT36H,129600000"
    })
    void aDurationIsOfDaysHoursMinutesAndSeconds(String text, long millis) {
        assertThat(Durations.parse(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PT",
                "P1DT",
                "P1Y",
                "P1M",
                "P1W",
                "30",
                "30S",
                "T30S",
                "pt30s",
                "PT-1S",
                "-PT1S",
                "+PT1S",
                "PT1.S",
                "PT.5S",
                "PT1,5S",
                "PT1.5M",
                "PT1S1M",
                "P1H",
                "PT1D",
                "PT0.1234567890S",
                "PT1S ",
                " PT1S",
                "PT\u0661S",
                "P9999999999999999999D",
                "PT9999999999999999H",
                "PT99999999999999999999999999999999999999S"
            })
    void anythingElseIsNone(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }
}
