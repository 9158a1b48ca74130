package dev.holdpoint.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Timeline.Percentiles;
import dev.holdpoint.interaction.Timeline.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {

    private static final Instant FROM = Instant.parse("2026-11-23T08:00:00Z");

    /** The n-th of 1 to n is n, so that a percentile is its own rank. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "2, 1, 2, 2",
        "3, 2, 3, 3",
        "9, 5, 9, 9",
        "10, 5, 9, 10",
        "11, 6, 10, 11",
        "99, 50, 90, 99",
        "100, 50, 90, 99",
        "101, 51, 91, 100",
        "200, 100, 180, 198",
        "1000, 500, 900, 990"
    })
    void aPercentileIsTheNearestRank(int count, long p50, long p90, long p99) {
        long[] millis = LongStream.rangeClosed(1, count).toArray();

        assertThat(Percentiles.of(millis)).contains(new Percentiles(p50, p90, p99));
    }

    @Test
    void theOrderInWhichPeopleDecidedDoesNotMatter() {
        long[] millis = LongStream.rangeClosed(1, 100).toArray();
        var random = new Random(1);
        for (int i = millis.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long kept = millis[i];
            millis[i] = millis[other];
            millis[other] = kept;
        }
        long[] before = millis.clone();

        assertThat(Percentiles.of(millis)).contains(new Percentiles(50, 90, 99));
        assertThat(millis).as("what was given is left as it was").isEqualTo(before);
        assertThat(Percentiles.of(new long[] {9, 1})).contains(new Percentiles(1, 9, 9));
    }

    @Test
    void nothingHasNoPercentiles() {
        assertThat(Percentiles.of(new long[0])).isEmpty();
    }

    @Test
    void aSpanHasItsBeginningAndNotItsEnd() {
        var span = new Span(FROM, FROM.plusSeconds(60), Duration.ofSeconds(20));

        assertThat(span.contains(FROM.minusMillis(1))).isFalse();
        assertThat(span.contains(FROM)).isTrue();
        assertThat(span.contains(FROM.plusMillis(59_999))).isTrue();
        assertThat(span.contains(FROM.plusSeconds(60))).isFalse();
    }

    @Test
    void theLastStepMayBeShorter() {
        assertThat(new Span(FROM, FROM.plusSeconds(60), Duration.ofSeconds(20)).buckets())
                .isEqualTo(3);
        assertThat(new Span(FROM, FROM.plusMillis(60_001), Duration.ofSeconds(20)).buckets())
                .isEqualTo(4);
    }

    @Test
    void eachMomentIsInTheStepThatBeganLast() {
        var span = new Span(FROM, FROM.plusSeconds(60), Duration.ofSeconds(20));

        assertThat(Arrays.stream(new long[] {0, 19_999, 20_000, 39_999, 40_000, 59_999})
                        .mapToInt(millis -> span.indexOf(FROM.plusMillis(millis))))
                .containsExactly(0, 0, 1, 1, 2, 2);
        assertThat(span.start(2)).isEqualTo(FROM.plusSeconds(40));
    }
}
