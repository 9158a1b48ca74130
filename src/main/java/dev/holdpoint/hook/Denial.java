package dev.holdpoint.hook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * A block in the words of an agent that heeds no status on an event, but a decision ({@link Agent#wantsDecisionOn}).
 */
public final class Denial {

    /** What a block begins with that is no decision of anybody's. */
    public static final String BY_ITSELF = "Holdpoint blocked this: ";

    private Denial() {}

    /**
     * What is to be written then.
     *
     * @param why for people and models
     */
    public static String of(String event, String why) {
        var answer = JsonNodeFactory.instance.objectNode();
        var output = answer.putObject("hookSpecificOutput").put("hookEventName", event);
        output.putObject("decision").put("behavior", "deny").put("message", BY_ITSELF + why);
        return answer.toString();
    }
}
