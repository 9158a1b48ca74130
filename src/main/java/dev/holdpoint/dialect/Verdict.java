package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether an agent may make a call: what an answer of any type comes to for the tool that it is about. What is not clearly a
 * yes is none.
 */
sealed interface Verdict {

    /**
     * It may.
     *
     * @param input what it was to be called with
     * @param updated what it is to be called with instead; null for what was asked
     * @param permissions what is not to be asked again; null for nothing
     * @param words what it is to heed; empty for nothing
     */
    record Allowed(
            Json input, @Nullable Json updated, @Nullable Json permissions, String words) implements Verdict {
        Json toCallWith() {
            return updated == null ? input : updated;
        }
    }

    /**
     * A person said no.
     *
     * @param message why; never empty
     * @param stops whether the agent is to stop altogether
     */
    record Denied(String message, boolean stops) implements Verdict {}

    /** Nobody decided. */
    record Undecided(String why) implements Verdict {}

    /** Nobody decided yet. */
    record Open() implements Verdict {}

    static Verdict of(Interaction interaction) {
        return switch (Reply.of(interaction)) {
            case Reply.Open() -> new Open();
            case Reply.Silent(String why) -> new Undecided(why);
            case Reply.Refused(String words) -> new Denied(words.isEmpty() ? "A person said no." : words, false);
            case Reply.Given(Json response, String words) -> of(interaction.ask(), response, words);
        };
    }

    private static Verdict of(Ask ask, Json response, String words) {
        if (ask.type().equals(InteractionType.PLAN_APPROVAL)) {
            return Plans.verdict(ToolCall.inputOf(ask), response, words);
        }
        if (ask.type().equals(InteractionType.ASK_USER)) {
            return Questions.verdict(ToolCall.inputOf(ask), response);
        }
        if (!Titles.text(response, "behavior").equals(Optional.of("allow"))) {
            boolean stops = response.member("interrupt").equals(Optional.of(new Json("true")));
            String message = joined(Titles.text(response, "message").orElse(""), words);
            return new Denied(message.isEmpty() ? "A person said no." : message, stops);
        }
        return new Allowed(
                ask.data().member("input").orElse(Json.EMPTY_OBJECT),
                response.member("updatedInput").orElse(null),
                response.member("updatedPermissions")
                        .filter(permissions -> !permissions.elements().isEmpty())
                        .orElse(null),
                joined(Titles.text(response, "message").orElse(""), words));
    }

    /** Both, a line each; one where they are the same or the other says nothing. */
    static String joined(String message, String words) {
        return message.isEmpty() || message.equals(words) ? words : words.isEmpty() ? message : message + "\n" + words;
    }
}
