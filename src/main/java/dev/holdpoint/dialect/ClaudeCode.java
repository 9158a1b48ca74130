package dev.holdpoint.dialect;

import dev.holdpoint.dialect.Schemas.Carried;
import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.json.Members;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hooks of Claude Code.
 *
 * @param onSilence what it is told where nobody answered; not to go on, where a hook's wire cannot say what is wanted
 */
public record ClaudeCode(OnSilence onSilence) implements HookDialect {

    public static final String AGENT = "claude-code";

    static final String PERMISSION_REQUEST = "PermissionRequest";
    static final String PRE_TOOL_USE = "PreToolUse";
    static final String ELICITATION = "Elicitation";

    /** Those that can give up what they are called on have no place here, but they gate no call of a tool. */
    private static final Set<String> GATING_NOTHING = Set.of(
            "SessionStart",
            "SessionEnd",
            "Setup",
            "InstructionsLoaded",
            "UserPromptSubmit",
            "UserPromptExpansion",
            "PermissionDenied",
            "PostToolUse",
            "PostToolUseFailure",
            "PostToolBatch",
            "Notification",
            "SubagentStart",
            "SubagentStop",
            "TaskCreated",
            "TaskCompleted",
            "TeammateIdle",
            "Stop",
            "StopFailure",
            "PreCompact",
            "PostCompact",
            "ConfigChange",
            "CwdChanged",
            "FileChanged",
            "WorktreeRemove",
            "ElicitationResult");

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
        return switch (event) {
            case PERMISSION_REQUEST -> Optional.of(permission(body, HookInput.ofTool(body, otherwise)));
            case PRE_TOOL_USE -> Optional.of(use(ToolCall.of(HookInput.ofTool(body, otherwise), AGENT)));
            case ELICITATION -> Optional.of(Elicitations.question(HookInput.ofServer(body, otherwise), AGENT));
            default -> Optional.empty();
        };
    }

    @Override
    public boolean canBeTold(OnSilence what, String event) {
        return what != OnSilence.DEFER || event.equals(PRE_TOOL_USE);
    }

    @Override
    public Json answer(Interaction interaction) {
        Ask ask = interaction.ask();
        return switch (HookDialect.event(ask)) {
            case PERMISSION_REQUEST -> permission(Verdict.of(interaction));
            case ELICITATION -> Elicitations.answer(interaction, onSilence);
            default -> use(Verdict.of(interaction));
        };
    }

    @Override
    public Json blocked(Ask ask, String why) {
        return switch (HookDialect.event(ask)) {
            case PERMISSION_REQUEST -> permission(new Verdict.Denied(why, false));
            case ELICITATION -> Elicitations.cancelled();
            default -> use(new Verdict.Denied(why, false));
        };
    }

    private static Heard permission(Members body, HookInput hook) {
        Json suggestions = body.optionalValue("permission_suggestions");
        HookInput rest = hook.withoutCallId().without("permission_suggestions");
        return ToolCall.of(rest, AGENT)
                .permission(suggestions, Schemas.permission(Carried.EDIT, Carried.PERMISSIONS, Carried.STOP));
    }

    private static Heard use(ToolCall call) {
        if (call.tool().equals(Questions.TOOL) && Questions.areIn(call.input())) {
            return call.questions();
        }
        if (call.tool().equals(Plans.TOOL)) {
            return Plans.isEmpty(call.input())
                    ? new Heard.AnsweredAtOnce(Outputs.use("deny", Plans.EMPTY, null))
                    : call.plan(Schemas.PLAN_AS_WRITTEN);
        }
        return call.permission(null, Schemas.permission(Carried.EDIT, Carried.WORDS));
    }

    private Json permission(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed allowed -> Outputs.allowed(allowed.updated(), allowed.permissions());
            case Verdict.Denied denied -> Outputs.denied(denied.message(), denied.stops());
            case Verdict.Undecided(String why) ->
                onSilence == OnSilence.ASK ? Json.EMPTY_OBJECT : Outputs.denied(why, false);
            case Verdict.Open() -> Outputs.denied("Nobody answered yet; this is not a refusal.", false);
        };
    }

    private Json use(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed allowed -> Outputs.allowedUse(allowed.toCallWith(), allowed.words());
            case Verdict.Denied denied -> Outputs.use("deny", denied.message(), null);
            case Verdict.Undecided(String why) -> Outputs.use(onSilence == OnSilence.ASK ? "ask" : "deny", why, null);
            case Verdict.Open() -> Outputs.use("defer", "Nobody answered yet; ask again for the answer.", null);
        };
    }
}
