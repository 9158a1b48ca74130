package dev.holdpoint.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An interaction as the service told it.
 *
 * @param text as it was sent, to be handed on
 */
public record Told(String text, JsonNode tree) {

    /**
     * Reads one.
     *
     * @throws NotDoneException where it is none
     */
    public static Told of(Reply reply) {
        JsonNode tree = reply.json();
        boolean isOne = tree.path("id").isTextual() && tree.path("status").isTextual();
        if (!isOne) {
            throw new NotDoneException("the answer is no interaction: " + reply.words());
        }
        return new Told(reply.text(), tree);
    }

    /** One that stands in something else. */
    public static Told of(JsonNode tree) {
        return new Told(tree.toString(), tree);
    }

    public String id() {
        return word("id");
    }

    public String type() {
        return word("type");
    }

    public boolean isPending() {
        return word("status").equals("pending");
    }

    /** What a member says; empty where that is null, or no string. */
    public String word(String member) {
        return tree.path(member).isTextual() ? tree.path(member).asText() : "";
    }
}
