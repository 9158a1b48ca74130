package dev.holdpoint.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.json.JsonOutput;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The JSON shapes of statistics. */
public final class StatisticsViews {

    private StatisticsViews() {}

    public static byte[] encode(Statistics statistics, int waiters, int tabs) {
        return JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeNumberField("pending", statistics.pending());
            json.writeNumberField("sessions", statistics.sessions());
            json.writeNumberField("waiters", waiters);
            json.writeNumberField("tabs", tabs);
            json.writeObjectFieldStart("types");
            for (var type : statistics.types().entrySet()) {
                json.writeObjectFieldStart(type.getKey());
                json.writeNumberField("requested", type.getValue().requested());
                json.writeNumberField("pending", type.getValue().pending());
                writeSettled(json, type.getValue());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    public static byte[] encode(Timeline timeline, Duration step) {
        return JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeStringField("step", step.toString());
            json.writeArrayFieldStart("buckets");
            for (Timeline.Bucket bucket : timeline.buckets()) {
                write(json, bucket);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Timeline.Bucket bucket) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", Times.format(bucket.at()));
        json.writeNumberField("requested", bucket.tally().requested());
        writeSettled(json, bucket.tally());
        json.writeObjectFieldStart("decisionMillis");
        writeMillis(
                json, "p50", bucket.decisions().map(Timeline.Percentiles::p50).orElse(null));
        writeMillis(
                json, "p90", bucket.decisions().map(Timeline.Percentiles::p90).orElse(null));
        writeMillis(
                json, "p99", bucket.decisions().map(Timeline.Percentiles::p99).orElse(null));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeSettled(JsonGenerator json, Tally tally) throws IOException {
        json.writeNumberField("resolved", tally.resolved());
        json.writeNumberField("rejected", tally.rejected());
        json.writeNumberField("expired", tally.expired());
        json.writeNumberField("cancelled", tally.cancelled());
    }

    private static void writeMillis(JsonGenerator json, String name, @Nullable Long millis) throws IOException {
        if (millis == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, millis);
        }
    }
}
