package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * Somebody was told how an interaction stands, or stood.
 *
 * @param read whether it is how it stood at some moment between begin and end, and not just at some moment before
 * @param by what told it, for people
 */
record Sighting(JsonNode interaction, long begin, long end, boolean read, String by) {

    private static final List<String> OF_THE_SETTLEMENT =
            List.of("status", "decidedAt", "decidedBy", "origin", "response", "reason");

    String id() {
        return interaction.path("id").asText();
    }

    String token() {
        return interaction.path("data").asText();
    }

    boolean isPending() {
        return isPending(interaction);
    }

    static boolean isPending(JsonNode interaction) {
        return interaction.path("status").asText().equals("pending");
    }

    static Instant time(JsonNode interaction, String member) {
        return Instant.parse(interaction.path(member).asText());
    }

    /** All of it that does not change when it is settled. */
    String asked() {
        ObjectNode asked = interaction.deepCopy();
        return asked.remove(OF_THE_SETTLEMENT).toString();
    }

    @Override
    public String toString() {
        return by + " between " + begin + " and " + end + " ns: " + interaction;
    }
}
