package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.ObjectText;
import dev.holdpoint.wire.Problem;
import java.util.Set;

/**
 * What hooks call that call a tool ({@code mcp_tool}), of Claude Code and of Codex. An error of a tool is let pass there: what
 * goes wrong is told as a hook's output that blocks.
 */
final class HookTool implements McpTool {

    private static final Json DESCRIBED = new Json("""
            {"name":"hook","title":"Hook",\
            "description":"For the hooks of coding agents (handlers of type mcp_tool), which pass on what the hook is told and \
            get its output: whether a person allows the call. No model calls it.",\
            "inputSchema":{"type":"object","properties":{"hook_event_name":{"type":"string"},"session_id":{"type":"string"},\
            "tool_name":{"type":"string"},"tool_input":{"type":["object","string"]},"tool_use_id":{"type":"string"}},\
            "required":["hook_event_name"],"additionalProperties":true}}""");

    @Override
    public String name() {
        return "hook";
    }

    @Override
    public Json described() {
        return DESCRIBED;
    }

    @Override
    public Called read(ToolUse use) {
        return Called.of(
                switch (dialect(use.arguments()).read(use.arguments(), use.session())) {
                    case Question question -> use.marked(question, this);
                    case Heard.AnsweredAtOnce known -> known;
                });
    }

    @Override
    public Result answer(Interaction interaction) {
        boolean isCodex = HookDialect.agent(interaction.ask()).equals(Codex.AGENT);
        HookDialect dialect = isCodex ? new Codex(OnSilence.DENY) : new ClaudeCode(OnSilence.DENY);
        return Result.text(dialect.answer(interaction));
    }

    /** Whether a question is of a hook that this words, by whichever way it was asked: a call may find it and come back to it. */
    static boolean isOfHook(Ask ask) {
        String agent = HookDialect.agent(ask);
        return (agent.equals(ClaudeCode.AGENT) || agent.equals(Codex.AGENT))
                && Set.of(ClaudeCode.PERMISSION_REQUEST, ClaudeCode.PRE_TOOL_USE, ClaudeCode.ELICITATION)
                        .contains(HookDialect.event(ask));
    }

    @Override
    public boolean blocksByWords() {
        return true;
    }

    @Override
    public Result failed(ToolUse use, Problem problem) {
        String why = Failed.blocking(problem);
        Members arguments = use.arguments();
        Json event = arguments.value(HookInput.EVENT);
        boolean isKnown = event != null
                && event.string()
                        .filter(name -> name.equals(ClaudeCode.PERMISSION_REQUEST)
                                || name.equals(ClaudeCode.PRE_TOOL_USE)
                                || name.equals(ClaudeCode.ELICITATION))
                        .isPresent();
        if (!isKnown) {
            return Result.text(
                    new ObjectText().put("decision", "block").put("reason", why).json());
        }
        Ask ask = new Ask(InteractionType.PERMISSION, new SessionId("none"), ToolCall.NO_TIMEOUT)
                .withMetadata(new ObjectText().put(HookInput.EVENT, event).json());
        return Result.text(dialect(arguments).blocked(ask, why));
    }

    /** Codex tells of its turns. */
    private static HookDialect dialect(Members arguments) {
        return arguments.has("turn_id") ? new Codex(OnSilence.DENY) : new ClaudeCode(OnSilence.DENY);
    }
}
