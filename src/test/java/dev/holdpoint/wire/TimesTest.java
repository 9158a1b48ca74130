package dev.holdpoint.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:15:30.123Z,2026-11-23T08:15:30.123Z",
        "2026-11-23T08:15:30.123999Z,2026-11-23T08:15:30.123Z",
        "2026-11-23T08:15:30Z,2026-11-23T08:15:30.000Z",
        "2024-02-29T23:59:59.001+00:00,2024-02-29T23:59:59.001Z",
        "0999-01-01T00:00:00Z,0999-01-01T00:00:00.000Z"
    })
    void timesAreInUtcWithMilliseconds(Instant time, String text) {
        assertThat(Times.format(time)).isEqualTo(text);
    }
}
