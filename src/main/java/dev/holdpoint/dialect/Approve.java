package dev.holdpoint.dialect;

import dev.holdpoint.dialect.Schemas.Carried;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.ObjectText;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.ProblemException;
import java.util.Set;

/** What Claude Code calls where its user would be asked ({@code --permission-prompt-tool}). */
final class Approve implements McpTool {

    private static final Json DESCRIBED = new Json("""
            {"name":"approve","title":"Permission prompt",\
            "description":"For an agent's own machinery (claude --permission-prompt-tool), which calls it before a tool is used \
            and is told whether a person allows that. No model calls it.",\
            "inputSchema":{"type":"object","properties":{"tool_name":{"type":"string"},"input":{"type":"object"},\
            "tool_use_id":{"type":"string"}},"required":["tool_name","input"]}}""");

    @Override
    public String name() {
        return "approve";
    }

    @Override
    public Json described() {
        return DESCRIBED;
    }

    @Override
    public Called read(ToolUse use) {
        Members arguments = use.arguments();
        String tool =
                arguments.requiredString("tool_name", text -> !text.isBlank(), "the name of a tool is needed here");
        Json input = arguments.object("input");
        if (input == null && arguments.optionalValue("input") == null) {
            arguments.report("input", "missing: an object is needed here");
        }
        String callId = arguments.string("tool_use_id");
        if (!arguments.violations().isEmpty()) {
            throw new ProblemException(Problem.of(arguments.violations()));
        }
        var call = new ToolCall(
                ClaudeCode.AGENT,
                name(),
                use.session(),
                String.valueOf(tool),
                input == null ? Json.EMPTY_OBJECT : input,
                callId == null ? "" : callId.strip(),
                "",
                arguments.without(Set.of("tool_name", "input", "permission_suggestions")),
                "/input");
        return Called.of(heard(call, arguments, use));
    }

    @Override
    public Result answer(Interaction interaction) {
        return Result.text(
                switch (Verdict.of(interaction)) {
                    case Verdict.Allowed allowed ->
                        new ObjectText()
                                .put("behavior", "allow")
                                .put("updatedInput", heeding(interaction, allowed))
                                .put("updatedPermissions", allowed.permissions())
                                .json();
                    case Verdict.Denied denied -> denied(denied.message(), denied.stops());
                    case Verdict.Undecided(String why) -> denied(why, false);
                    case Verdict.Open() -> denied("Nobody answered yet; this is not a refusal.", false);
                });
    }

    @Override
    public boolean blocksByWords() {
        return true;
    }

    @Override
    public Result failed(ToolUse use, Problem problem) {
        return Result.text(denied(Failed.blocking(problem), false));
    }

    private Heard heard(ToolCall call, Members arguments, ToolUse use) {
        if (call.tool().equals(Questions.TOOL) && Questions.areIn(call.input())) {
            return use.marked(call.questions(), this);
        }
        if (!call.tool().equals(Plans.TOOL)) {
            Json suggestions = arguments.optionalValue("permission_suggestions");
            return use.marked(
                    call.permission(suggestions, Schemas.permission(Carried.EDIT, Carried.PERMISSIONS, Carried.STOP)),
                    this);
        }
        return Plans.isEmpty(call.input())
                ? new Heard.AnsweredAtOnce(denied(Plans.EMPTY, false))
                : use.marked(call.plan(Schemas.PLAN), this);
    }

    /** This wire has room for words with a yes in a plan alone. */
    private static Json heeding(Interaction interaction, Verdict.Allowed allowed) {
        Json input = allowed.toCallWith();
        boolean isPlan = interaction.ask().type().equals(InteractionType.PLAN_APPROVAL);
        return isPlan && !allowed.words().isEmpty() ? Plans.withWords(input, allowed.words()) : input;
    }

    private static Json denied(String message, boolean stops) {
        var answer = new ObjectText().put("behavior", "deny").put("message", message);
        return (stops ? answer.put("interrupt", true) : answer).json();
    }
}
