package dev.holdpoint.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.interaction.Timeline.Bucket;
import dev.holdpoint.interaction.Timeline.Percentiles;
import dev.holdpoint.testing.Events;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The JSON of statistics, to the letter. */
class StatisticsViewsTest {

    private static final Tally TALLY = new Tally(15, 5, 4, 3, 2);

    @Test
    void countsAreToldByType() {
        var types = new TreeMap<>(Map.of("a", TALLY, "other", new Tally(1, 0, 0, 0, 0)));
        assertThat(text(StatisticsViews.encode(new Statistics(7, types), 8, 9)))
                .isEqualTo(
                        "{\"pending\":2,\"sessions\":7,\"waiters\":8,\"tabs\":9,\"types\":{"
                                + "\"a\":{\"requested\":15,\"pending\":1,\"resolved\":5,\"rejected\":4,\"expired\":3,\"cancelled\":2},"
                                + "\"other\":{\"requested\":1,\"pending\":1,\"resolved\":0,\"rejected\":0,\"expired\":0,\"cancelled\":0}}}");
    }

    @Test
    void aTimelineIsToldBucketByBucket() {
        var timeline = new Timeline(List.of(
                new Bucket(Events.TIME, TALLY, Optional.of(new Percentiles(1, 20, 300))),
                new Bucket(Events.TIME.plusSeconds(3_600), Tally.NONE, Optional.empty())));
        assertThat(text(StatisticsViews.encode(timeline, Duration.ofHours(1))))
                .isEqualTo("{\"step\":\"PT1H\",\"buckets\":["
                        + "{\"at\":\"2026-11-23T08:15:30.123Z\",\"requested\":15,\"resolved\":5,\"rejected\":4,\"expired\":3,"
                        + "\"cancelled\":2,\"decisionMillis\":{\"p50\":1,\"p90\":20,\"p99\":300}},"
                        + "{\"at\":\"2026-11-23T09:15:30.123Z\",\"requested\":0,\"resolved\":0,\"rejected\":0,\"expired\":0,"
                        + "\"cancelled\":0,\"decisionMillis\":{\"p50\":null,\"p90\":null,\"p99\":null}}]}");
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
