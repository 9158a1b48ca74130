package dev.holdpoint.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a service answered.
 *
 * @param contentType as it was sent; empty for none
 * @param location where it sends on to, as it was sent; empty for nowhere
 * @param retryAfter how long it wants to be left alone; nothing where it says nothing
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record Reply(int status, String contentType, String location, Duration retryAfter, byte[] body) {

    private static final String PROBLEM = "urn:holdpoint:problem:";

    /** Its body; a missing node where that is no JSON, or is not said to be. */
    public JsonNode json() {
        return isJson() ? Trees.read(body) : Trees.NONE;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean isJson() {
        String type = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        return type.equals("application/json") || type.equals("application/problem+json");
    }

    private boolean sendsOn() {
        return status >= 300 && status < 400 && !location.isEmpty();
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /**
     * Whether it will be another one later: the service starts or stops, is overloaded, or something on the way to it answered in
     * its place.
     */
    boolean isPassing() {
        boolean isForThisMinute = status == 429 && !slug().equals("too-many-pending");
        boolean isOfAnother = isSuccess() && status != 204 && !json().isContainerNode();
        return isForThisMinute
                || isOfAnother
                || status == 408
                || status == 425
                || (status >= 500 && status != 501 && status != 505);
    }

    /** Which problem it is; empty where it is none of the contract's. */
    public String slug() {
        String type = json().path("type").asText("");
        return type.startsWith(PROBLEM) ? type.substring(PROBLEM.length()) : "";
    }

    /** What it says, for people, in a line. */
    public String words() {
        JsonNode problem = json();
        if (slug().isEmpty()) {
            String what = isSuccess() ? "an answer that is none of Holdpoint's" : "status " + status;
            String told = what + (contentType.isEmpty() ? "" : " (" + Trees.visible(contentType) + ")");
            return sendsOn() ? told + ": it sends on to " + Trees.visible(location) : told;
        }
        var words = new ArrayList<String>();
        for (JsonNode error : problem.path("errors")) {
            words.add((error.path("pointer").asText("") + ": "
                            + error.path("detail").asText(""))
                    .strip());
        }
        String detail = words.isEmpty() ? problem.path("detail").asText("") : String.join("; ", words);
        List<String> parts = detail.isEmpty() ? List.of(slug()) : List.of(slug(), detail);
        return Trees.visible(status + " " + String.join(": ", parts));
    }
}
