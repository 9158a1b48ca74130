package dev.holdpoint.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the end of an interaction is to a script that asked: a yes is only what somebody said, whatever the status. */
public enum Ending {
    /** Somebody decided, and allowed, approved or answered. */
    YES(0),

    /** Somebody decided otherwise. */
    NO(1),

    /** Somebody allowed or approved, but something else than was asked: to a status that is no yes. */
    CHANGED(1),

    /** Nobody decided: it expired, was withdrawn, was lost, or is pending. */
    NOBODY(2);

    private static final Set<String> DECIDERS = Set.of("responder", "rule");

    private final int status;

    Ending(int status) {
        this.status = status;
    }

    /** What a process ends with. */
    public int status() {
        return status;
    }

    /**
     * Of an interaction.
     *
     * @param yes the options that are a yes; empty where each is
     */
    public static Ending of(Told told, Set<String> yes) {
        if (!DECIDERS.contains(told.word("origin"))) {
            return NOBODY;
        }
        JsonNode response = told.tree().path("response");
        boolean isYes = told.word("status").equals("resolved")
                && switch (told.type()) {
                    case "permission" -> response.path("behavior").asText("").equals("allow");
                    case "plan-approval" ->
                        response.path("approved").isBoolean()
                                && response.path("approved").asBoolean();
                    default -> yes.isEmpty() || isAmong(response.path("answers"), yes);
                };
        if (!isYes) {
            return NO;
        }
        return isChanged(told) ? CHANGED : YES;
    }

    private static boolean isChanged(Told told) {
        JsonNode data = told.tree().path("data");
        JsonNode response = told.tree().path("response");
        return switch (told.type()) {
            case "permission" -> isOther(response.path("updatedInput"), data.path("input"));
            case "plan-approval" -> isOther(response.path("plan"), data.path("plan"));
            default -> false;
        };
    }

    private static boolean isOther(JsonNode given, JsonNode asked) {
        return !given.isMissingNode() && !given.equals(asked);
    }

    /** Whether something was chosen, and nothing that is no yes. */
    private static boolean isAmong(JsonNode answers, Set<String> yes) {
        List<String> chosen = new ArrayList<>();
        for (JsonNode answer : answers) {
            if (answer.isArray()) {
                answer.forEach(one -> chosen.add(one.asText("")));
            } else {
                chosen.add(answer.asText(""));
            }
        }
        return !chosen.isEmpty() && yes.containsAll(chosen);
    }
}
