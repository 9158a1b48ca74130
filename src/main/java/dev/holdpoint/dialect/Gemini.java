package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.ObjectText;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The hooks of Gemini CLI: a call goes on or it does not, with another input where that was edited. */
public record Gemini() implements HookDialect {

    public static final String AGENT = "gemini";

    private static final String BEFORE_TOOL = "BeforeTool";

    private static final Set<String> GATING_NOTHING = Set.of(
            "SessionStart",
            "SessionEnd",
            "BeforeAgent",
            "AfterAgent",
            "BeforeModel",
            "AfterModel",
            "BeforeToolSelection",
            "AfterTool",
            "PreCompress",
            "Notification");

    @Override
    public String agent() {
        return AGENT;
    }

    @Override
    public Set<String> gatingNothing() {
        return GATING_NOTHING;
    }

    @Override
    public Optional<Heard> ask(String event, Members body, @Nullable SessionId otherwise) {
        if (!event.equals(BEFORE_TOOL)) {
            return Optional.empty();
        }
        ToolCall call = ToolCall.of(HookInput.ofTool(body, otherwise), AGENT);
        return Optional.of(call.permission(null, Schemas.permissionLaidOver(call.input())));
    }

    @Override
    public boolean canBeTold(OnSilence what, String event) {
        return what == OnSilence.DENY;
    }

    @Override
    public Json answer(Interaction interaction) {
        return switch (Verdict.of(interaction)) {
            case Verdict.Allowed allowed -> allowed(allowed.updated());
            case Verdict.Denied denied -> denied(denied.message(), denied.stops());
            case Verdict.Undecided(String why) -> denied(why);
            case Verdict.Open() -> denied("Nobody answered yet; this is not a refusal.");
        };
    }

    @Override
    public Json blocked(Ask ask, String why) {
        return denied(why);
    }

    private static Json allowed(@Nullable Json updatedInput) {
        var answer = new ObjectText().put("decision", "allow");
        return updatedInput == null
                ? answer.json()
                : answer.put(
                                "hookSpecificOutput",
                                new ObjectText()
                                        .put("hookEventName", BEFORE_TOOL)
                                        .put("tool_input", updatedInput))
                        .json();
    }

    private static Json denied(String reason) {
        return denied(reason, false);
    }

    private static Json denied(String reason, boolean stops) {
        return new ObjectText()
                .put("decision", "deny")
                .put("reason", reason)
                .put("continue", stops ? new Json("false") : null)
                .json();
    }
}
