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
 * The hooks of Codex: those of Claude Code, with less that comes back. It lets a call through on every output that it does
 * not take, so it is told nothing else: an allowed call always has its input, a denied one always a reason.
 *
 * @param onSilence what it is told where nobody answered; only {@code PermissionRequest} can be told to ask
 */
public record Codex(OnSilence onSilence) implements HookDialect {

    public static final String AGENT = "codex";

    private static final Set<String> GATING_NOTHING = Set.of(
            "SessionStart",
            "SessionEnd",
            "UserPromptSubmit",
            "PostToolUse",
            "SubagentStart",
            "SubagentStop",
            "PreCompact",
            "PostCompact",
            "Notification",
            "Stop");

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
            case ClaudeCode.PERMISSION_REQUEST ->
                Optional.of(
                        call(HookInput.ofTool(body, otherwise).withoutCallId()).permission(null, Schemas.permission()));
            case ClaudeCode.PRE_TOOL_USE ->
                Optional.of(call(HookInput.ofTool(body, otherwise)).permission(null, Schemas.permission(Carried.EDIT)));
            default -> Optional.empty();
        };
    }

    @Override
    public boolean canBeTold(OnSilence what, String event) {
        return what == OnSilence.DENY || (what == OnSilence.ASK && event.equals(ClaudeCode.PERMISSION_REQUEST));
    }

    @Override
    public Json answer(Interaction interaction) {
        return answer(interaction.ask(), Verdict.of(interaction));
    }

    @Override
    public Json blocked(Ask ask, String why) {
        return answer(ask, new Verdict.Denied(why, false));
    }

    private static ToolCall call(HookInput hook) {
        return ToolCall.of(hook, AGENT);
    }

    private Json answer(Ask ask, Verdict verdict) {
        boolean isRequest = HookDialect.event(ask).equals(ClaudeCode.PERMISSION_REQUEST);
        return switch (verdict) {
            case Verdict.Allowed allowed ->
                isRequest ? Outputs.allowed(null, null) : Outputs.use("allow", null, allowed.toCallWith());
            case Verdict.Denied denied -> denied(isRequest, denied.message());
            case Verdict.Undecided(String why) ->
                isRequest && onSilence == OnSilence.ASK ? Json.EMPTY_OBJECT : denied(isRequest, why);
            case Verdict.Open() -> denied(isRequest, "Nobody answered yet; this is not a refusal.");
        };
    }

    private static Json denied(boolean isRequest, String why) {
        return isRequest ? Outputs.denied(why, false) : Outputs.use("deny", why, null);
    }
}
