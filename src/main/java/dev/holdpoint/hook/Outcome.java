package dev.holdpoint.hook;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How a hook ends.
 *
 * @param status what the process ends with
 * @param out what the agent reads; nothing for no words
 * @param err why, for people and models
 */
record Outcome(int status, String out, String err) {

    /** What all agents take for a block; every other failure is taken for consent by one of them. */
    static final int BLOCKED = 2;

    /** What goes on, or nothing to decide. */
    static Outcome passedOn(String out) {
        return new Outcome(0, out, "");
    }

    /**
     * What the service decided. Where anything beside it got onto the output, Gemini CLI takes all of it for words, and those for
     * leave to go on, unless the status blocks; so it blocks what was not allowed.
     */
    static Outcome decided(Agent agent, String out, JsonNode answer) {
        return agent == Agent.GEMINI && answer.path("decision").asText("").equals("deny")
                ? new Outcome(BLOCKED, out, answer.path("reason").asText(""))
                : passedOn(out);
    }

    /** Blocks, in the form that the agent heeds. */
    static Outcome blocked(Agent agent, String event, String why) {
        String words = Denial.BY_ITSELF + why;
        return agent.wantsDecisionOn(event)
                ? new Outcome(0, Denial.of(event, why), words)
                : new Outcome(BLOCKED, "", words);
    }
}
