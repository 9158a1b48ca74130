package dev.holdpoint.cli;

import dev.holdpoint.cluster.Plan;
import dev.holdpoint.history.Bounds;
import dev.holdpoint.history.Checker;
import dev.holdpoint.history.Checker.Violation;
import dev.holdpoint.history.History;
import dev.holdpoint.history.Promise;
import dev.holdpoint.json.JsonOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said of a cluster: how much was seen of it, and for each promise whether it was kept. */
record ClusterVerdict(Plan plan, History history, List<Violation> violations) {

    /** Stories are long, and tell much the same. */
    private static final int MOST_STORIES = 5;

    private static final int STORY_SIZE = 2_000;

    ClusterVerdict(Plan plan, History history, Bounds bounds) {
        this(plan, history, Checker.check(history, bounds));
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "%d calls, %d interactions, %d events, heard on %d streams; %d replicas",
                history.operations().size(),
                history.end().interactions().size(),
                history.end().log().size(),
                history.streams().size(),
                plan.replicas().size()));
        for (Promise promise : Promise.values()) {
            List<String> stories = stories(promise);
            lines.add((stories.isEmpty() ? "held    " : "BROKEN  ") + promise);
            stories.stream().limit(MOST_STORIES).forEach(story -> lines.add("          " + cut(story)));
            if (stories.size() > MOST_STORIES) {
                lines.add("          and " + (stories.size() - MOST_STORIES) + " times more");
            }
        }
        return lines;
    }

    String json() {
        byte[] text = JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeBooleanField("held", violations.isEmpty());
            json.writeNumberField("replicas", plan.replicas().size());
            json.writeNumberField("calls", history.operations().size());
            json.writeNumberField("interactions", history.end().interactions().size());
            json.writeNumberField("events", history.end().log().size());
            json.writeNumberField("streams", history.streams().size());
            json.writeArrayFieldStart("promises");
            for (Promise promise : Promise.values()) {
                List<String> stories = stories(promise);
                json.writeStartObject();
                json.writeStringField("promise", promise.toString());
                json.writeBooleanField("held", stories.isEmpty());
                json.writeNumberField("broken", stories.size());
                json.writeArrayFieldStart("stories");
                for (String story : stories.stream().limit(MOST_STORIES).toList()) {
                    json.writeString(cut(story));
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
        return new String(text, StandardCharsets.UTF_8);
    }

    private List<String> stories(Promise promise) {
        return violations.stream()
                .filter(violation -> violation.promise() == promise)
                .map(Violation::story)
                .toList();
    }

    private static String cut(String story) {
        return story.length() <= STORY_SIZE ? story : story.substring(0, STORY_SIZE) + " ...";
    }
}
