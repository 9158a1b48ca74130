package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.json.ObjectText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that an agent wants to make, as it becomes a question.
 *
 * @param agent what the agent is called
 * @param dialect what its keys begin with
 * @param folder where it works; empty where that is not known
 * @param metadata what else is known of it: an object
 * @param inputPlace where the input stands in the agent's words, as a pointer
 */
record ToolCall(
        String agent,
        String dialect,
        SessionId session,
        String tool,
        Json input,
        String callId,
        String folder,
        Json metadata,
        String inputPlace) {

    /** A question without a timeout is not put; the terms under which it is put have one. */
    static final Duration NO_TIMEOUT = Ask.MAX_TIMEOUT;

    private static final int ROOM = 512;

    /** Tells which member of what is asked is none of the input, but what else the agent told. */
    private static final String REST_IN = "rest_in_data";

    static ToolCall of(HookInput hook, String agent) {
        return new ToolCall(
                agent,
                agent,
                hook.session(),
                hook.tool(),
                hook.input(),
                hook.callId(),
                hook.folder(),
                hook.rest(),
                "/tool_input");
    }

    /**
     * May the tool be used?
     *
     * @param suggestions what the agent would not ask again; null for nothing
     */
    Question permission(@Nullable Json suggestions, Json schema) {
        var data = new ObjectText().put("toolName", tool).put("input", input).put("suggestions", suggestions);
        return question(
                InteractionType.PERMISSION, Titles.ofTool(Titles.name(tool, metadata), input, folder), data, schema);
    }

    /** May the plan be carried out? */
    Question plan(Json schema) {
        return question(InteractionType.PLAN_APPROVAL, Plans.title(input), ObjectText.of(input), schema);
    }

    /** What are the answers? */
    Question questions() {
        return question(InteractionType.ASK_USER, Questions.title(input), ObjectText.of(input), Schemas.ANSWERS);
    }

    /** Anything else that a call may ask. */
    Question question(InteractionType type, String title, ObjectText data, @Nullable Json schema) {
        boolean isProbe = metadata.member("probe").equals(Optional.of(new Json("true")));
        boolean fits = metadata.size() + ROOM <= Sizes.METADATA;
        String rest = free("hook", data);
        if (!fits) {
            data.put(rest, metadata);
        }
        Ask ask = new Ask(type, session, NO_TIMEOUT)
                .withTitle(isProbe ? Titles.line("Test: " + title) : title)
                .withData(data.json())
                .withMetadata(described(fits ? ObjectText.of(metadata) : kept(), fits ? null : rest))
                .withResponseSchema(schema);
        return new Question(
                ask,
                Question.callKey(dialect, session.value(), callId),
                tool,
                input,
                Map.of("/data", inputPlace, "/data/input", inputPlace, "/sessionId", "/session_id"));
    }

    /** What a tool is called with, of a question whose data are that. */
    static Json inputOf(Ask ask) {
        return Titles.text(ask.metadata(), REST_IN)
                .map(rest -> ObjectText.of(ask.data()).without(rest).json())
                .orElse(ask.data());
    }

    /** This name, or one like it that no member has. */
    private static String free(String name, ObjectText object) {
        return object.names().contains(name) ? free(name + "_", object) : name;
    }

    /** What the card tells, and what the answer is made from, where the rest is too large to stand here. */
    private ObjectText kept() {
        return new ObjectText()
                .put(
                        "cwd",
                        metadata.member("cwd")
                                .filter(Json::isString)
                                .filter(cwd -> cwd.size() < ROOM)
                                .orElse(null))
                .put(HookInput.EVENT, metadata.member(HookInput.EVENT).orElse(null));
    }

    private Json described(ObjectText known, @Nullable String rest) {
        if (!callId.isEmpty()) {
            known.put("tool_use_id", Titles.line(callId));
        }
        return known.put("agent", agent)
                .put(REST_IN, rest)
                .put(
                        "subagent",
                        Titles.text(metadata, "agent_type").map(Titles::line).orElse(null))
                .json();
    }
}
