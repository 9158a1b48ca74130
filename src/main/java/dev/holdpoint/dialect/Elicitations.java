package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.ObjectText;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code Elicitation}: what an MCP server would have the agent's user asked, a form or a visit to a page. */
final class Elicitations {

    private static final InteractionType TYPE = new InteractionType("elicitation");

    /** Where a page is visited there is nothing to fill in. */
    private static final Json NOTHING = new Json("{\"type\":\"object\",\"maxProperties\":0}");

    private static final Json OBJECT = ObjectText.quoted("object");

    private Elicitations() {}

    static Question question(HookInput hook, String agent) {
        Json asked = hook.input();
        String message = Titles.text(asked, "message").orElse("");
        var data = new ObjectText()
                .put("server", hook.tool())
                .put("message", message)
                .put("mode", asked.member("mode").orElse(null))
                .put("url", asked.member("url").orElse(null));
        Json schema = asked.member("requested_schema")
                .filter(given -> given.text().startsWith("{"))
                .map(Elicitations::ofAnObject)
                .orElse(NOTHING);
        Question question = ToolCall.of(hook, agent)
                .question(TYPE, Titles.line(hook.tool() + ": " + Titles.line(message)), data, schema);
        return new Question(
                question.ask(),
                question.callKey(),
                hook.tool(),
                compared(asked),
                Map.of("/responseSchema", "/requested_schema", "/data", "", "/sessionId", "/session_id"));
    }

    /** What goes back to the server is an object: no schema of its own makes anything else of it. */
    private static Json ofAnObject(Json requested) {
        return requested.member("type").equals(Optional.of(OBJECT))
                ? requested
                : ObjectText.of(requested).put("type", OBJECT).json();
    }

    static Json answer(Interaction interaction, OnSilence onSilence) {
        return switch (Reply.of(interaction)) {
            case Reply.Given(Json response, String _) -> accepted(interaction, response);
            case Reply.Refused _ -> action("decline", null);
            case Reply.Silent _, Reply.Open() -> onSilence == OnSilence.ASK ? Json.EMPTY_OBJECT : cancelled();
        };
    }

    static Json cancelled() {
        return action("cancel", null);
    }

    private static Json accepted(Interaction interaction, Json response) {
        boolean isForm = !NOTHING.equals(interaction.ask().responseSchema());
        return action("accept", isForm ? response : null);
    }

    /** The server asks the same where these are the same. */
    private static Json compared(Json asked) {
        var compared = new ObjectText();
        for (String name : new String[] {"message", "requested_schema", "url"}) {
            compared.put(name, asked.member(name).orElse(null));
        }
        return compared.json();
    }

    private static Json action(String action, @Nullable Json content) {
        return Outputs.of(new ObjectText()
                .put("hookEventName", "Elicitation")
                .put("action", action)
                .put("content", content));
    }
}
